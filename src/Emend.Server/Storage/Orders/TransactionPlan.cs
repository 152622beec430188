using Emend.Server.Application.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>The statements of one transaction, with the result of the write if one of them fails.</summary>
internal sealed class TransactionPlan
{
    private readonly List<Statement> _statements = [];
    private readonly List<OrderWriteResult?> _failureResults = [];

    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>Adds a statement that cannot fail after the previous statements succeeded.</summary>
    public void Add(Statement statement) => Add(statement, null);

    /// <summary>Adds a statement that may fail because of concurrent changes.</summary>
    public void Add(Statement statement, OrderWriteResult? onFailure)
    {
        _statements.Add(statement);
        _failureResults.Add(onFailure);
    }

    public OrderWriteResult ToWriteResult(TransactionResult result) => result.Failure switch
    {
        TransactionFailure.None => OrderWriteResult.Written,
        TransactionFailure.Retry => OrderWriteResult.Retry,
        _ => _failureResults[result.StatementIndex] ?? throw new InvalidOperationException(
            $"The stored data of the order is inconsistent ({result.Failure}): {_statements[result.StatementIndex].Sql}"),
    };
}
