namespace Emend.Core.Orders;

/// <summary>
/// A JSON value that Emend stores and returns without interpretation. The text is compact and canonical: equal texts are equal values.
/// </summary>
public readonly record struct JsonText(string Raw)
{
    /// <inheritdoc/>
    public override string ToString() => Raw;
}
