using Emend.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emend.IntegrationTests.Storage;

/// <summary>The directory of an installation with one database.</summary>
internal static class OneDatabase
{
    public static TenantDirectory CreateDirectory(Database database) =>
        new(new DatabaseServers(database, []), TimeProvider.System, NullLogger<TenantDirectory>.Instance);
}
