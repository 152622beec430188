using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The form of an ISO 4217 code; which ones a tenant trades in is not the wire's business.</summary>
internal sealed class CurrencySchema : JsonSchema
{
    public override string Expectation => "a currency code of ISO 4217: three capital letters, such as EUR";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.Of(value) : null;
        if (text is not { Length: 3 } || !text.All(char.IsAsciiLetterUpper)) Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of("string", ("pattern", "^[A-Z]{3}$"));
}
