using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>A quantity of an article with at most three decimals. A rule decides whether the article allows fractions.</summary>
internal sealed class QuantitySchema(bool allowZero, string zero = "") : JsonSchema
{
    public override string Expectation =>
        $"{zero}a number {(allowZero ? "from 0" : "above 0 and up")} to {Quantity.Max}, with at most three decimals";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var quantity = value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? Quantity.From(number) : null;
        if (quantity is not { } known || known < Quantity.Zero || (known == Quantity.Zero && !allowZero))
        {
            Mismatch(value, report);
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => SchemaRegistry.CreateSchema(
        "number",
        (allowZero ? "minimum" : "exclusiveMinimum", 0),
        ("maximum", Quantity.Max.ToDecimal()),
        ("description", $"{char.ToUpperInvariant(Expectation[0])}{Expectation[1..]}."));
}
