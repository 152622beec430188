namespace Emend.Bench.Baseline;

/// <summary>Meaning of a statement parameter. The baseline repeats a recorded statement with the values of another order.</summary>
internal enum ParameterRole
{
    /// <summary>The same value every time.</summary>
    Constant,

    /// <summary>The order of the transaction.</summary>
    Order,

    /// <summary>An operational entity of the order.</summary>
    Entity,

    /// <summary>A line of the order.</summary>
    Line,

    /// <summary>A new id.</summary>
    Fresh,

    /// <summary>A new number.</summary>
    FreshNumber,

    /// <summary>The facility of the order.</summary>
    Facility,

    /// <summary>An article in stock at that facility.</summary>
    Article,

    /// <summary>The current column value of the order's row.</summary>
    Present,

    /// <summary>The current column value plus one.</summary>
    Next,
}

/// <summary>A parameter of a recorded statement.</summary>
/// <param name="Role">The meaning of the parameter.</param>
/// <param name="Number">Index among the values of the same role in one request.</param>
/// <param name="Column">The column that the statement compares with or writes; empty if there is none.</param>
/// <param name="Value">The recorded value.</param>
internal sealed record RecordedParameter(ParameterRole Role, int Number, string Column, object? Value);
