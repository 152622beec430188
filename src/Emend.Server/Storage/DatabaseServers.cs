namespace Emend.Server.Storage;

/// <summary>The database servers of the installation. Each has the same schema and the rows of whole tenants.</summary>
internal sealed class DatabaseServers(Database main, IReadOnlyList<Database> further) : IAsyncDisposable
{
    /// <summary>The server with the list of all tenants, the signing keys and the shared secrets.</summary>
    public Database Main => main;

    /// <summary>The servers of the section <c>Emend:Databases</c>.</summary>
    public IReadOnlyList<Database> Further => further;

    /// <summary>All servers. The main server is the first one.</summary>
    public IReadOnlyList<Database> All { get; } = [main, .. further];

    public static DatabaseServers Open(StorageOptions options, TimeProvider clock) =>
        new(Database.Open(options, clock), [.. options.Further.Select(further => OpenFurther(further, clock))]);

    public Database? Find(string name) => All.FirstOrDefault(server => server.Name == name);

    // The start, or the worker of the start, prepares it.
    private static Database OpenFurther(StorageOptions options, TimeProvider clock)
    {
        var server = Database.Open(options, clock);
        server.IsPrepared = false;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All)
        {
            await server.DisposeAsync();
        }
    }
}
