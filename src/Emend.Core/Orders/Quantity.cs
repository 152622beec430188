using System.Globalization;

namespace Emend.Core.Orders;

/// <summary>
/// A quantity of an article in pieces or, for articles sold by measure, in kilograms, liters or meters. Exact to a thousandth. Stored as
/// a scaled 64-bit integer, so that sums are exact and both databases compare quantities equally.
/// </summary>
/// <param name="Thousandths">The quantity times 1000. Negative only for differences.</param>
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    /// <summary>Thousandths per unit.</summary>
    public const long Scale = 1_000;

    /// <summary>Maximum quantity of an order line or a stock: one billion.</summary>
    public static readonly Quantity Max = From(1_000_000_000);

    /// <summary>Zero.</summary>
    public static readonly Quantity Zero;

    /// <summary>Creates a quantity of whole pieces.</summary>
    public static Quantity From(long pieces) => new(checked(pieces * Scale));

    /// <summary>Creates a quantity; null if the amount is finer than a thousandth or beyond ±<see cref="Max"/>.</summary>
    public static Quantity? From(decimal amount) =>
        Math.Abs(amount) <= Max.ToDecimal() && decimal.Truncate(amount * Scale) == amount * Scale ? new((long)(amount * Scale)) : null;

    /// <summary>Whether the quantity is a whole number.</summary>
    public bool IsWhole => Thousandths % Scale == 0;

    /// <summary>The quantity as a decimal number without trailing zeros.</summary>
    public decimal ToDecimal() => IsWhole ? Thousandths / Scale : (decimal)Thousandths / Scale;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <inheritdoc/>
    public override string ToString() => ToDecimal().ToString(CultureInfo.InvariantCulture);

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Thousandths + right.Thousandths);

    /// <summary>The difference.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Thousandths - right.Thousandths);

    /// <summary>The negated quantity.</summary>
    public static Quantity operator -(Quantity quantity) => new(-quantity.Thousandths);

    /// <summary>Less than.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Thousandths < right.Thousandths;

    /// <summary>Greater than.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Thousandths > right.Thousandths;

    /// <summary>Less than or equal.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Thousandths <= right.Thousandths;

    /// <summary>Greater than or equal.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Thousandths >= right.Thousandths;
}
