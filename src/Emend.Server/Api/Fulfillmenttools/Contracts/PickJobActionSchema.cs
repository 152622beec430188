using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An action on a pick job. Some actions require a member with lines; other actions must not have that member.</summary>
internal sealed class PickJobActionSchema(ObjectSchema members) : JsonSchema
{
    private static readonly string[] ActionsWithoutLines = ["START", "PAUSE", "CLOSE", "ABORT", "RESET", "RESTART", "CANCEL", "OBSOLETE"];

    private static readonly (string Name, string Member, string Says)[] ActionsWithLines =
    [
        ("PICK", "lineItems", "must be the picked quantities per line"),
        ("SPLIT_LINE_ITEMS_PICK_JOB", "splitLineItemsInfo", "must be the parts to split lines into"),
        ("MERGE_LINE_ITEMS_PICK_JOB", "lineItemIds", "must be the parts of a line to merge"),
    ];

    /// <summary>Names of all actions.</summary>
    public static readonly string[] Names = [.. ActionsWithoutLines, .. ActionsWithLines.Select(l => l.Name)];

    public override string Expectation => members.Expectation;

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => new()
    {
        ["oneOf"] = new JsonArray(
            [
                .. ActionsWithLines.Select(l => CreateActionSchema(registry, [l.Name], l.Member)),
                CreateActionSchema(registry, ActionsWithoutLines, null),
            ]),
    };

    public override void Validate(JsonElement value, ValidationReport report)
    {
        members.Validate(value, report);
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var name = value.TryGetProperty("name", out var given) && given.ValueKind == JsonValueKind.String
            ? TextSanitizer.ReadText(given)
            : null;
        if (!Names.Contains(name))
        {
            return;
        }

        foreach (var (of, member, expected) in ActionsWithLines)
        {
            if (name == of && !value.HasMember(member))
            {
                report.Add(member, "is missing", expected);
            }
            else if (name != of && value.HasMember(member))
            {
                report.Add(member, $"is not for {name}", "must be absent");
            }
        }
    }

    private JsonObject CreateActionSchema(SchemaRegistry registry, string[] names, string? linesMember)
    {
        var kind = members.ToJsonSchema(registry);
        kind["properties"]!["name"]!["enum"] = SchemaRegistry.CreateArray(names);
        foreach (var (_, member, _) in ActionsWithLines)
        {
            if (member == linesMember)
            {
                kind["required"]!.AsArray().Add(member);
            }
            else
            {
                kind["properties"]!.AsObject().Remove(member);
            }
        }

        return kind;
    }
}
