namespace Emend.Core.Orders;

/// <summary>An amount in a currency (ISO 4217).</summary>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>The sum. Both amounts must have the same currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, Same(left, right));

    /// <summary>The difference. Both amounts must have the same currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, Same(left, right));

    private static string Same(Money left, Money right) =>
        left.Currency == right.Currency
            ? left.Currency
            : throw new InvalidOperationException($"The currencies {left.Currency} and {right.Currency} cannot be combined.");
}
