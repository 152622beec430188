using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Format of an ISO 4217 currency code. Accepts any three capital letters.</summary>
internal sealed class CurrencySchema : JsonSchema
{
    public override string Expectation => "an ISO 4217 currency code: three capital letters, such as EUR";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var text = value.ValueKind == JsonValueKind.String ? TextSanitizer.ReadText(value) : null;
        if (text is not { Length: 3 } || !text.All(char.IsAsciiLetterUpper))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema("string", ("pattern", "^[A-Z]{3}$"));
}
