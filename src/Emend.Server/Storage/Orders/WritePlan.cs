using Emend.Server.Desk;

namespace Emend.Server.Storage.Orders;

/// <summary>The statements of one transaction, and what it means for the decision when one of them fails.</summary>
internal sealed class WritePlan
{
    private readonly List<Statement> statements = [];
    private readonly List<WriteOutcome?> otherwise = [];

    public IReadOnlyList<Statement> Statements => statements;

    /// <summary>A statement that must hold, since the ones before it did.</summary>
    public void Add(Statement statement) => Add(statement, null);

    /// <summary>A statement that may fail by what others did meanwhile.</summary>
    public void Add(Statement statement, WriteOutcome? otherwise)
    {
        statements.Add(statement);
        this.otherwise.Add(otherwise);
    }

    public WriteOutcome Outcome(WriteResult result) => result.Fault switch
    {
        WriteFault.None => WriteOutcome.Written,
        WriteFault.Retry => WriteOutcome.Retry,
        _ => otherwise[result.At] ?? throw new InvalidOperationException(
            $"What is stored of an order contradicts itself ({result.Fault}): {statements[result.At].Sql}"),
    };
}
