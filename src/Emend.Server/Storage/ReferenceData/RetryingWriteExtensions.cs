using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

internal static class RetryingWriteExtensions
{
    private const int Attempts = 10;

    /// <summary>Writes; what the database asks to try again is tried again, since nothing was decided on what was read.</summary>
    public static async Task<StoreWriteResult> Keep(this Database database, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await database.Write(statements, ct);
            if (result.Fault != TransactionFailure.Retry || attempt == Attempts)
            {
                if (result.Written)
                {
                    database.WorkSignal.Signal(); // it may be what somebody waits for
                }

                return result.Fault switch
                {
                    TransactionFailure.None => StoreWriteResult.Written,
                    TransactionFailure.Unique => StoreWriteResult.Taken,
                    TransactionFailure.RowCountMismatch => StoreWriteResult.Stale,
                    _ => throw new TimeoutException("The database asked too often to try again."),
                };
            }
        }
    }
}
