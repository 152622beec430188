using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An action on a pick job: some say by a member of their own of which lines, which no other one may have.</summary>
internal sealed class PickJobActionSchema(ObjectSchema members) : JsonSchema
{
    private static readonly string[] Others = ["START", "PAUSE", "CLOSE", "ABORT", "RESET", "RESTART", "CANCEL", "OBSOLETE"];

    private static readonly (string Name, string Member, string Says)[] OfLines =
    [
        ("PICK", "lineItems", "must be what was picked, line by line"),
        ("SPLIT_LINE_ITEMS_PICK_JOB", "splitLineItemsInfo", "must be the pieces that lines become"),
        ("MERGE_LINE_ITEMS_PICK_JOB", "lineItemIds", "must be the parts of a line that become one"),
    ];

    /// <summary>The names of all of them.</summary>
    public static readonly string[] Names = [.. Others, .. OfLines.Select(l => l.Name)];

    public override string Expectation => members.Expectation;

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => new()
    {
        ["oneOf"] = new JsonArray([.. OfLines.Select(l => Kind(schemaRegistry, [l.Name], l.Member)), Kind(schemaRegistry, Others, null)]),
    };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        members.Validate(value, report);
        if (value.ValueKind != JsonValueKind.Object) return;
        var name = value.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String ? TextSanitizer.Of(given) : null;
        if (!Names.Contains(name)) return;
        foreach (var (of, member, says) in OfLines)
            if (name == of && !value.Has(member)) report.Add(member, "is missing", says);
            else if (name != of && value.Has(member)) report.Add(member, $"is not for {name}", "leave it out");
    }

    private JsonObject Kind(SchemaRegistry schemaRegistry, string[] names, string? own)
    {
        var kind = members.ToJsonSchema(schemaRegistry);
        kind["properties"]!["name"]!["enum"] = SchemaRegistry.List(names);
        foreach (var (_, member, _) in OfLines)
            if (member == own) kind["required"]!.AsArray().Add(member);
            else kind["properties"]!.AsObject().Remove(member);
        return kind;
    }
}
