using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;

namespace Emend.Server.Http;

/// <summary>An amount of an article, no finer than a thousandth. Whether a fraction is allowed depends on the article.</summary>
internal sealed class QuantitySchema(bool allowZero, string zero = "") : JsonSchema
{
    public override string Expectation =>
        $"{zero}a number {(allowZero ? "from" : "above")} 0 up to {Quantity.Max}, no finer than 0.001";

    public override void Validate(JsonElement value, ValidationReport report)
    {
        var quantity = value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? Quantity.From(number) : null;
        if (quantity is not { } known || known < Quantity.Zero || (known == Quantity.Zero && !allowZero)) Mismatch(value, report);
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => SchemaRegistry.Of(
        "number",
        (allowZero ? "minimum" : "exclusiveMinimum", 0),
        ("maximum", Quantity.Max.ToDecimal()),
        ("description", $"{char.ToUpperInvariant(Expectation[0])}{Expectation[1..]}."));
}
