using System.Data.Common;

namespace Emend.Server.Common;

/// <summary>
/// The database does not respond or cannot write, for example because it restarts or its disk is full. The transaction was committed
/// completely or not at all.
/// </summary>
internal sealed class DatabaseUnavailableException(string reason, Exception cause)
    : DbException($"The database is unavailable: {reason}", cause);
