using System.Globalization;

namespace Emend.Core.Orders;

/// <summary>
/// How much of an article: pieces, or kilograms, litres, metres of what is sold by measure. Exact to a thousandth, kept as a
/// scaled 64-bit integer, so that sums never drift and both databases compare it alike.
/// </summary>
/// <param name="Thousandths">The amount times one thousand. Negative only in differences.</param>
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    /// <summary>How many thousandths make one.</summary>
    public const long Scale = 1_000;

    /// <summary>The largest amount an order line or a stock may have: a billion.</summary>
    public static readonly Quantity Max = From(1_000_000_000);

    /// <summary>None.</summary>
    public static readonly Quantity Zero;

    /// <summary>So many whole pieces.</summary>
    public static Quantity From(long pieces) => new(checked(pieces * Scale));

    /// <summary>The amount, or null where it is finer than a thousandth or beyond ±<see cref="Max"/>.</summary>
    public static Quantity? From(decimal amount) =>
        Math.Abs(amount) <= Max.ToDecimal() && decimal.Truncate(amount * Scale) == amount * Scale ? new((long)(amount * Scale)) : null;

    /// <summary>Whether it is a number of whole pieces.</summary>
    public bool IsWhole => Thousandths % Scale == 0;

    /// <summary>The amount as a decimal number without trailing zeros.</summary>
    public decimal ToDecimal() => IsWhole ? Thousandths / Scale : (decimal)Thousandths / Scale;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <inheritdoc/>
    public override string ToString() => ToDecimal().ToString(CultureInfo.InvariantCulture);

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Thousandths + right.Thousandths);

    /// <summary>The difference.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Thousandths - right.Thousandths);

    /// <summary>The opposite.</summary>
    public static Quantity operator -(Quantity quantity) => new(-quantity.Thousandths);

    /// <summary>Whether less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Thousandths < right.Thousandths;

    /// <summary>Whether more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Thousandths > right.Thousandths;

    /// <summary>Whether less or the same.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Thousandths <= right.Thousandths;

    /// <summary>Whether more or the same.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Thousandths >= right.Thousandths;
}
