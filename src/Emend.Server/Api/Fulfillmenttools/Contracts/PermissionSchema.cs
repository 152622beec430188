using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>One of the permissions there are. They are too many to tell them all: the nearest is told.</summary>
internal sealed class PermissionSchema : JsonSchema
{
    public override string Expectation => "the name of a permission, such as ORDER_READ";

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of(
        "string", ("enum", SchemaRegistry.List(Permissions.All.Order(StringComparer.Ordinal))));

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.Of(value) : null;
        if (text is not null && Permissions.All.Contains(text)) return;
        var meant = text is null ? null : NameSuggester.To(text, Permissions.All);
        report.Add($"is {ValueFormatter.As(value)}", meant is null ? $"must be {Expectation}" : $"must be {Expectation}; did you mean {meant}?");
    }
}
