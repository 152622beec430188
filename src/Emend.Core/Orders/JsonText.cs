namespace Emend.Core.Orders;

/// <summary>
/// A JSON value that Emend keeps and gives back without reading it, in compact canonical form: equal texts are equal values.
/// </summary>
public readonly record struct JsonText(string Raw)
{
    /// <inheritdoc/>
    public override string ToString() => Raw;
}
