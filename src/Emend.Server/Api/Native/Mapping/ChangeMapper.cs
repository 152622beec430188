using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>One kind of change of a modification.</summary>
/// <param name="Type">The value of <c>type</c>.</param>
/// <param name="Members">The other members.</param>
/// <param name="Read">Converts the valid JSON to a change of the domain model.</param>
/// <param name="GetTargets">The values that the change sets. Two changes of one modification must not set the same value.</param>
internal sealed record ChangeDefinition(
    string Type, PropertySchema[] Members, Func<JsonElement, Change> Read, Func<JsonElement, IEnumerable<string>> GetTargets);

/// <summary>Converts the changes of a request to changes of the domain model.</summary>
internal static class ChangeMapper
{
    public const string SetPreferredTime = "setPreferredTime";
    public const string SetConsumer = "setConsumer";

    private static readonly PropertySchema Line = Required(
        "line", NativeCommonSchemas.Id.WithDescription("The id of a line of the order."));

    private static readonly PropertySchema Attributes = Required(
        "attributes", JsonSchema.AnyObject.WithDescription("Merged by name. Null removes an attribute."));

    private static readonly JsonSchema Details = JsonSchema.AnyObject.WithDescription("Merged by name. Null removes a member.");

    /// <summary>The kinds of changes: the only place of the native API that names them.</summary>
    public static readonly ImmutableArray<ChangeDefinition> Definitions =
    [
        new("setQuantity", [Line, Required("quantity", NativeCommonSchemas.PositiveQuantity)],
            json => new SetLineQuantity(ReadLine(json), NativePlaceOrderMapper.ReadQuantity(json)),
            json => [QuantityOf(json)]),
        new("removeLine", [Line],
            json => new SetLineQuantity(ReadLine(json), Quantity.Zero),
            json => [QuantityOf(json), ArticleOf(json), AttributesOf(json)]),
        new("addLine", NativeOrderRequestSchemas.LineMembers,
            json => new AddLine(NativePlaceOrderMapper.ReadLine(json)),
            _ => []),
        new("setArticle", [Line, Required("title", JsonSchema.NonBlankText(500)), Optional("details", Details)],
            ReadArticle,
            json => [ArticleOf(json)]),
        new(SetPreferredTime, [Required("preferredTime", JsonSchema.OrNull(JsonSchema.Timestamp))],
            json => new SetPreferredTime(json.ReadTimestamp("preferredTime")?.ToMicroseconds()),
            _ => ["the preferred time"]),
        new("setAttributes", [Attributes],
            json => new SetAttributes(ReadAttributes(json)),
            json => json.GetProperty("attributes").EnumerateObject().Select(a => $"the attribute {a.Name}")),
        new("setLineAttributes", [Line, Attributes],
            json => new SetLineAttributes(ReadLine(json), ReadAttributes(json)),
            json => [AttributesOf(json)]),
        new(SetConsumer,
            [
                Optional("id", JsonSchema.OrNull(NativeCommonSchemas.Id)),
                Optional("email", JsonSchema.OrNull(JsonSchema.Email)),
                Optional("addresses", JsonSchema.OrNull(NativeOrderRequestSchemas.Addresses)),
                Optional("attributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
            ],
            NativeConsumerMapper.ReadChange,
            json => json.EnumerateObject().Where(m => m.Name != "type").Select(m => $"{m.Name} of the consumer")),
        new("setAddress", NativeOrderRequestSchemas.AddressChangeMembers,
            NativeConsumerMapper.ReadAddressChange,
            NativeConsumerMapper.GetAddressTargets),
    ];

    /// <summary>Finds changes of one modification that set the same value. Reports the later change.</summary>
    public static ImmutableArray<ValidationError> FindContradictions(JsonElement body)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, change) in body.ReadEntries("changes").Index())
        {
            foreach (var target in FindDefinition(change).GetTargets(change))
            {
                if (!targets.TryAdd(target, index))
                {
                    problems.Add(new(
                        $"changes[{index}]",
                        $"sets the same value as changes[{targets[target]}] ({target})",
                        "set each value only once in a modification"));
                }
            }
        }

        return problems.ToImmutable();
    }

    public static ImmutableArray<Change> ReadChanges(JsonElement body) =>
        [.. body.ReadEntries("changes").Select(json => FindDefinition(json).Read(json))];

    private static ChangeDefinition FindDefinition(JsonElement json) => Definitions.Single(d => d.Type == json.ReadText("type"));

    private static LineId ReadLine(JsonElement json) => new(json.ReadText("line")!);

    private static SetLineArticle ReadArticle(JsonElement json) => new(ReadLine(json), new(json.ReadText("title")!, null), null)
    {
        DetailChanges = CanonicalJson.ReadAttributeChanges(json.ReadMember("details")),
    };

    private static ImmutableSortedDictionary<string, JsonText?> ReadAttributes(JsonElement json) =>
        CanonicalJson.ReadAttributeChanges(json.GetProperty("attributes"));

    private static string QuantityOf(JsonElement json) => $"the quantity of line {json.ReadText("line")}";

    private static string ArticleOf(JsonElement json) => $"the article of line {json.ReadText("line")}";

    private static string AttributesOf(JsonElement json) => $"the attributes of line {json.ReadText("line")}";
}
