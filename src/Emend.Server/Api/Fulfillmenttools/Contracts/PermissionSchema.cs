using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A permission name. Errors suggest the closest name instead of listing all names.</summary>
internal sealed class PermissionSchema : JsonSchema
{
    public override string Expectation => "the name of a permission, such as ORDER_READ";

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema(
        "string", ("enum", SchemaRegistry.CreateArray(Permissions.All.Order(StringComparer.Ordinal))));

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.ReadText(value) : null;
        if (text is not null && Permissions.All.Contains(text))
        {
            return;
        }

        var suggestion = text is null ? null : NameSuggester.Suggest(text, Permissions.All);
        report.Add(
            $"is {ValueFormatter.Describe(value)}",
            suggestion is null ? $"must be {Expectation}" : $"must be {Expectation}; did you mean {suggestion}?");
    }
}
