using Emend.Core.Orders;

namespace Emend.Core.Pricing;

/// <summary>What an order costs.</summary>
public static class OrderTotalCalculator
{
    /// <summary>The sum of its lines; null where a line has no price, for then nobody knows.</summary>
    public static Money? Of(Order order)
    {
        if (order.Currency is not { } currency)
            return null;
        var sum = 0m;
        foreach (var line in order.Lines)
        {
            if (line.UnitPrice is not { } price)
                return null;
            sum += CurrencyRounding.ToMinorUnit(price * line.Quantity.ToDecimal(), currency);
        }
        return new Money(sum, currency);
    }
}
