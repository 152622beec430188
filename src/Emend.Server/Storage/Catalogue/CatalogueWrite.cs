using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

internal static class CatalogueWrite
{
    private const int Attempts = 10;

    /// <summary>Writes; what the database asks to try again is tried again, since nothing was decided on what was read.</summary>
    public static async Task<KeepOutcome> Keep(this Database database, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var result = await database.Write(statements, ct);
            if (result.Fault != WriteFault.Retry || attempt == Attempts)
            {
                if (result.Written)
                {
                    database.Bell.Ring(); // it may be what somebody waits for
                }

                return result.Fault switch
                {
                    WriteFault.None => KeepOutcome.Written,
                    WriteFault.Unique => KeepOutcome.Taken,
                    WriteFault.Count => KeepOutcome.Stale,
                    _ => throw new TimeoutException("The database asked too often to try again."),
                };
            }
        }
    }
}
