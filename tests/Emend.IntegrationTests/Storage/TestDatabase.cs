using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Storage;

/// <summary>Where one contract test keeps its data: a fresh place, gone with the test.</summary>
internal abstract class TestDatabase : IDisposable
{
    public abstract StorageOptions Options { get; }

    /// <summary>The command line that starts Emend here.</summary>
    public string[] Arguments => Options.Kind is StorageKind.Sqlite
        ? [$"--Emend:Data={Path.GetDirectoryName(Options.Connection)}"]
        : [$"--Emend:Database={Options.Connection}"];

    /// <summary>Puts a copy of the demo tenant there, if nothing is there yet: loading it anew costs a second and a half.</summary>
    public abstract Task Fill();

    public abstract void Dispose();

    internal sealed class SqliteTestDatabase : TestDatabase
    {
        private readonly TemporarySqliteFile file = new();

        public override StorageOptions Options => StorageOptions.Sqlite(file.Path);

        public override async Task Fill()
        {
            if (!File.Exists(file.Path)) File.Copy(await DemoTemplates.Sqlite, file.Path);
        }

        public override void Dispose() => file.Dispose();
    }

    internal sealed class PostgreSqlTestDatabase : TestDatabase
    {
        private string? database;

        public override StorageOptions Options => StorageOptions.PostgreSql(database ??= Server.CreateDatabase());

        private static PostgresTestServer Server => PostgresTestServer.Running(durable: false);

        public override async Task Fill() => database ??= Server.CreateDatabase(await DemoTemplates.PostgreSql);

        public override void Dispose()
        {
            if (database is not null) Server.DropDatabase(database);
        }
    }
}
