namespace Emend.Server.Common;

/// <summary>Result of writing a facility, a stock, a setting or a similar document.</summary>
internal enum StoreWriteResult
{
    Written,

    /// <summary>The document does not exist.</summary>
    NotFound,

    /// <summary>The stored version differs from the expected version.</summary>
    VersionConflict,

    /// <summary>Another document has the same tenant-defined id, or the same facility and article.</summary>
    AlreadyExists,

    /// <summary>Orders have reservations on the stock.</summary>
    HasReservations,
}
