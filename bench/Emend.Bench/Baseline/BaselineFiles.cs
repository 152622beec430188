using Emend.Server.Storage;

namespace Emend.Bench.Baseline;

/// <summary>The baseline files in bench/baseline.</summary>
internal static class BaselineFiles
{
    /// <summary>Name and content of each file for one kind of database. The database must be empty.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Of(StorageOptions options, CancellationToken ct)
    {
        var statementRecordings = await StatementRecorder.Record(options, ct);
        return options.Kind is StorageKind.PostgreSql
            ? statementRecordings.ToDictionary(r => $"{r.Name}.sql", r => PgbenchScript.From(r).Text, StringComparer.Ordinal)
            : statementRecordings.ToDictionary(r => $"{r.Name}.plan", SqliteBaselineScript.Of, StringComparer.Ordinal);
    }

    /// <summary>Rewrites the baseline files.</summary>
    public static async Task Run(Arguments arguments)
    {
        var folder = Directory.CreateTempSubdirectory("emend-baseline-").FullName;
        var options = arguments["database"] is { } connection
            ? StorageOptions.PostgreSql(connection)
            : StorageOptions.Sqlite(Path.Combine(folder, "emend.db"));
        foreach (var (name, text) in await Of(options, CancellationToken.None))
        {
            await File.WriteAllTextAsync(Path.Combine(arguments.GetText("into", "bench/baseline"), name), text);
        }

        Directory.Delete(folder, recursive: true);
    }
}
