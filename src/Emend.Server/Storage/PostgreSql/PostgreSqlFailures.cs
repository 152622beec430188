using System.Net.Sockets;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>Classifies failures of PostgreSQL and of the connection to it.</summary>
internal static class PostgreSqlFailures
{
    // Classes of SQLSTATE: connection, authorization, unknown database, resources (such as a full disk), shutdown, and system errors;
    // and the fence of a tenant that has moved to another server.
    private static readonly string[] OutageClasses = ["08", "28", "3D", "53", "57P", "58", TenantFence.SqlState];

    /// <summary>Whether the failure concerns the server or the connection, and not the statement.</summary>
    public static bool IsOutage(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction
            || Array.Exists(OutageClasses, code => refused.SqlState.StartsWith(code, StringComparison.Ordinal)),
        NpgsqlException or SocketException => true,
        _ => false,
    };

    /// <summary>Whether the server is absent or starts up. Wrong passwords and unknown databases need a person.</summary>
    public static bool MayStartLater(Exception failure) => failure switch
    {
        PostgresException refused => refused.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        NpgsqlException or SocketException => true,
        _ => false,
    };
}
