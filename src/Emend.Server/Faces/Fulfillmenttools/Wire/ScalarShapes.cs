using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An amount of an article, no finer than a thousandth. Whether a fraction is allowed depends on the article.</summary>
internal sealed class QuantityShape(bool allowZero, string zero = "") : Shape
{
    public override string Words =>
        $"{zero}a number {(allowZero ? "from" : "above")} 0 up to {Quantity.Max}, no finer than 0.001";

    public override void Check(JsonElement value, Report report)
    {
        var quantity = value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? Quantity.From(number) : null;
        if (quantity is not { } known || known < Quantity.Zero || (known == Quantity.Zero && !allowZero)) Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of(
        "number",
        (allowZero ? "minimum" : "exclusiveMinimum", 0),
        ("maximum", Quantity.Max.ToDecimal()),
        ("description", $"{char.ToUpperInvariant(Words[0])}{Words[1..]}."));
}

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
