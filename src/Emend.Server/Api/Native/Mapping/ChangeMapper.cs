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
    string Type, PropertySchema[] Members, Func<JsonElement, Change> Read, Func<JsonElement, IEnumerable<string>> GetTargets)
{
    /// <summary>Finds members that contradict each other; the path is the name of the member.</summary>
    public Func<JsonElement, ValidationError?> FindProblem { get; init; } = _ => null;
}

/// <summary>Converts the changes of a request to changes of the domain model.</summary>
internal static class ChangeMapper
{
    public const string SetPreferredTime = "setPreferredTime";
    public const string SetConsumer = "setConsumer";

    private static readonly PropertySchema Line = Optional(
        "line", NativeCommonSchemas.Id.WithDescription("The id of a line of the order. Send line or article."));

    private static readonly PropertySchema Article = Optional(
        "article", NativeCommonSchemas.Id.WithDescription("Changes every line of this article. An order without it stays unchanged."));

    private static readonly PropertySchema Attributes = Required(
        "attributes", JsonSchema.AnyObject.WithDescription("Merged by name. Null removes an attribute."));

    private static readonly JsonSchema Details = JsonSchema.AnyObject.WithDescription("Merged by name. Null removes a member.");

    /// <summary>The kinds of changes: the only place of the native API that names them.</summary>
    public static readonly ImmutableArray<ChangeDefinition> Definitions =
    [
        new("setQuantity", [Line, Article, Required("quantity", NativeCommonSchemas.PositiveQuantity)],
            json => ForLines(json, line => new SetLineQuantity(line, NativePlaceOrderMapper.ReadQuantity(json))),
            json => [QuantityOf(json)]),
        new("capQuantity", [Line, Article, Required("quantity", NativeCommonSchemas.PositiveQuantity)],
            json => ForLines(json, line => new SetLineQuantity(line, NativePlaceOrderMapper.ReadQuantity(json)) { OnlyLowers = true }),
            json => [QuantityOf(json)]),
        new("removeLine", [Line, Article],
            json => ForLines(json, line => new SetLineQuantity(line, Quantity.Zero)),
            json => [QuantityOf(json), ArticleOf(json), AttributesOf(json)]),
        new("addLine", NativeOrderRequestSchemas.LineMembers,
            json => new AddLine(NativePlaceOrderMapper.ReadLine(json)),
            _ => []),
        new("setArticle", [Line, Article, Required("title", JsonSchema.NonBlankText(500)), Optional("details", Details)],
            json => ForLines(json, line => ReadArticle(json, line)),
            json => [ArticleOf(json)]),
        new(SetPreferredTime, [Required("preferredTime", JsonSchema.OrNull(JsonSchema.Timestamp))],
            json => new SetPreferredTime(json.ReadTimestamp("preferredTime")?.ToMicroseconds()),
            _ => ["the preferred time"]),
        new("setDelivery", NativeDeliveryMapper.ChangeMembers, NativeDeliveryMapper.ReadChange, NativeDeliveryMapper.GetTargets)
        {
            FindProblem = NativeDeliveryMapper.FindProblem,
        },
        new("setAttributes", [Attributes],
            json => new SetAttributes(ReadAttributes(json)),
            json => json.GetProperty("attributes").EnumerateObject().Select(a => $"the attribute {a.Name}")),
        new("setLineAttributes", [Line, Article, Attributes],
            json => ForLines(json, line => new SetLineAttributes(line, ReadAttributes(json))),
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

    /// <summary>
    /// Finds changes of lines that name no line or too many, and changes of one modification that set the same value. Reports the later
    /// change.
    /// </summary>
    public static ImmutableArray<ValidationError> FindContradictions(JsonElement body)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        var targets = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, change) in body.ReadEntries("changes").Index())
        {
            if (FindDefinition(change).Members.Contains(Line) && change.HasMember("line") == change.HasMember("article"))
            {
                problems.Add(new(
                    $"changes[{index}].line",
                    change.HasMember("line") ? "is sent together with article" : "is missing",
                    "send the id of a line as line, or an article as article to change all of its lines"));
            }

            if (FindDefinition(change).FindProblem(change) is { } problem)
            {
                problems.Add(problem with { Path = $"changes[{index}].{problem.Path}" });
            }

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

    private static Change ForLines(JsonElement json, Func<LineId, Change> changeLine) => json.ReadText("line") is { } line
        ? changeLine(new(line))
        : new ChangeArticleLines(new(json.ReadText("article")!), changeLine(ChangeArticleLines.AnyLine));

    private static SetLineArticle ReadArticle(JsonElement json, LineId line) => new(line, new(json.ReadText("title")!, null), null)
    {
        DetailChanges = CanonicalJson.ReadAttributeChanges(json.ReadMember("details")),
    };

    private static ImmutableSortedDictionary<string, JsonText?> ReadAttributes(JsonElement json) =>
        CanonicalJson.ReadAttributeChanges(json.GetProperty("attributes"));

    private static string QuantityOf(JsonElement json) => $"the quantity of {GetSubject(json)}";

    private static string ArticleOf(JsonElement json) => $"the article of {GetSubject(json)}";

    private static string AttributesOf(JsonElement json) => $"the attributes of {GetSubject(json)}";

    private static string GetSubject(JsonElement json) =>
        json.ReadText("line") is { } line ? $"line {line}" : $"article {json.ReadText("article")}";
}
