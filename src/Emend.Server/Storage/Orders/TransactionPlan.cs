using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>The statements of one transaction, and what it means for the decision when one of them fails.</summary>
internal sealed class TransactionPlan
{
    private readonly List<Statement> statements = [];
    private readonly List<OrderWriteResult?> otherwise = [];

    public IReadOnlyList<Statement> Statements => statements;

    /// <summary>A statement that must hold, since the ones before it did.</summary>
    public void Add(Statement statement) => Add(statement, null);

    /// <summary>A statement that may fail by what others did meanwhile.</summary>
    public void Add(Statement statement, OrderWriteResult? otherwise)
    {
        statements.Add(statement);
        this.otherwise.Add(otherwise);
    }

    public OrderWriteResult Outcome(TransactionResult result) => result.Fault switch
    {
        TransactionFailure.None => OrderWriteResult.Written,
        TransactionFailure.Retry => OrderWriteResult.Retry,
        _ => otherwise[result.At] ?? throw new InvalidOperationException(
            $"What is stored of an order contradicts itself ({result.Fault}): {statements[result.At].Sql}"),
    };
}
