using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>The form of an ISO 4217 code; which ones a tenant trades in is not the wire's business.</summary>
internal sealed class CurrencyShape : Shape
{
    public override string Words => "a currency code of ISO 4217: three capital letters, such as EUR";

    public override void Check(JsonElement value, Report report)
    {
        var text = value.ValueKind == JsonValueKind.String ? Texts.Of(value) : null;
        if (text is not { Length: 3 } || !text.All(char.IsAsciiLetterUpper)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("string", ("pattern", "^[A-Z]{3}$"));
}
