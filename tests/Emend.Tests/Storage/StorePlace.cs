using Emend.Server.Storage;
using Emend.Tests.Fixtures;

namespace Emend.Tests.Storage;

/// <summary>Where one contract test keeps its data: a fresh place, gone with the test.</summary>
internal abstract class StorePlace : IDisposable
{
    public abstract StorageOptions Options { get; }

    /// <summary>The command line that starts Emend here.</summary>
    public string[] Arguments => Options.Kind is StorageKind.Sqlite
        ? [$"--Emend:Data={Path.GetDirectoryName(Options.Connection)}"]
        : [$"--Emend:Database={Options.Connection}"];

    public abstract void Dispose();

    internal sealed class Sqlite : StorePlace
    {
        private readonly SqliteFile file = new();

        public override StorageOptions Options => StorageOptions.Sqlite(file.Path);

        public override void Dispose() => file.Dispose();
    }

    internal sealed class PostgreSql : StorePlace
    {
        private readonly string database = PostgresServer.Running(durable: false).CreateDatabase();

        public override StorageOptions Options => StorageOptions.PostgreSql(database);

        public override void Dispose() => PostgresServer.Running(durable: false).DropDatabase(database);
    }
}
