namespace Emend.Server.Storage.Identity;

internal static class CommitExtensions
{
    /// <summary>Executes the statements in one transaction, again after a deadlock. Returns whether the transaction is committed.</summary>
    public static async Task<bool> Commit(this Database database, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var result = await database.Write(statements, ct);
            if (result.Failure != TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }
}
