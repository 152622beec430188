using Emend.Core.Orders;

namespace Emend.Core.Pricing;

/// <summary>Calculates the total of an order.</summary>
public static class OrderTotalCalculator
{
    /// <summary>The sum of the lines; null if a line has no price.</summary>
    public static Money? Calculate(Order order)
    {
        if (order.Currency is not { } currency)
        {
            return null;
        }

        var sum = 0m;
        foreach (var line in order.Lines)
        {
            if (line.UnitPrice is not { } price)
            {
                return null;
            }

            sum += CurrencyRounding.ToMinorUnit(price * line.Quantity.ToDecimal(), currency);
        }
        return new Money(sum, currency);
    }
}
