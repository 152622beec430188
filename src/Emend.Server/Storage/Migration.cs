using System.Globalization;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>One numbered change of the schema. Each migration is applied once, in its own transaction.</summary>
internal sealed record Migration(long Number, string Name, string Sql)
{
    public const string CreateTable = "CREATE TABLE IF NOT EXISTS migrations (number bigint PRIMARY KEY, name text NOT NULL)";
    public const string Last = "SELECT coalesce(max(number), 0) FROM migrations";
    public const string Record = "INSERT INTO migrations (number, name) VALUES ($1, $2)";

    private const string Folder = ".Storage.Migrations.";

    /// <summary>All migrations of this version, in order.</summary>
    public static IReadOnlyList<Migration> All(Dialect dialect)
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => From(resource, dialect))];
    }

    /// <summary>The next pending migration; null if the schema is current.</summary>
    public static Migration? FindNext(long last, IReadOnlyList<Migration> all) => last > all[^1].Number
        ? throw new StartupException(
            ExitCode.NewerSchema,
            string.Create(CultureInfo.InvariantCulture,
                $"The database is at migration {last}. This version supports migrations up to {all[^1].Number}. Start a newer version."))
        : all.FirstOrDefault(migration => migration.Number > last);

    private static Migration From(string resource, Dialect dialect)
    {
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return new(long.Parse(name[..4], CultureInfo.InvariantCulture), name, dialect.FillPlaceholders(reader.ReadToEnd()));
    }
}
