using Emend.Server.Common;

namespace Emend.Server.Storage.ReferenceData;

internal static class RetryingWriteExtensions
{
    private const int Attempts = 10;

    /// <summary>
    /// Writes, and retries after deadlocks and serialization failures. A retry is safe, because no decision depends on data read before.
    /// </summary>
    public static async Task<StoreWriteResult> WriteWithRetries(
        this Database database, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await database.Write(statements, ct);
            if (result.Failure != TransactionFailure.Retry || attempt == Attempts)
            {
                return result.Failure switch
                {
                    TransactionFailure.None => StoreWriteResult.Written,
                    TransactionFailure.Unique => StoreWriteResult.AlreadyExists,
                    TransactionFailure.RowCountMismatch => StoreWriteResult.VersionConflict,
                    _ => throw new TimeoutException("The database reported too many deadlocks or serialization failures."),
                };
            }
        }
    }
}
