namespace Emend.Bench.Baseline;

/// <summary>What a parameter stands for, when the floor asks the same again for another order.</summary>
internal enum ParameterRole
{
    /// <summary>The same value every time.</summary>
    Constant,

    /// <summary>The order the transaction is about.</summary>
    Order,

    /// <summary>An operational entity the order has.</summary>
    Entity,

    /// <summary>A line the order has.</summary>
    Line,

    /// <summary>An id that nothing has yet.</summary>
    Fresh,

    /// <summary>A number that nothing has yet.</summary>
    FreshNumber,

    /// <summary>The facility that has the order.</summary>
    Facility,

    /// <summary>An article that facility stocks.</summary>
    Article,

    /// <summary>What the column of the order's row has.</summary>
    Present,

    /// <summary>One more than the column has.</summary>
    Next,
}

/// <summary>A parameter of a recorded statement.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Number">Which of its kind: different values of one request have different numbers.</param>
/// <param name="Column">The column it is compared with or written to; empty where it is neither.</param>
/// <param name="Value">As recorded.</param>
internal sealed record RecordedParameter(ParameterRole Role, int Number, string Column, object? Value);
