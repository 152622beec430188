using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;

namespace Emend.Server.Http;

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
