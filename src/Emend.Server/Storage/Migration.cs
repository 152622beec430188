using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>
/// One numbered change of the schema. Each migration is applied once: in its own transaction, or statement by statement if it builds
/// indexes while other nodes write (<see cref="OnlineIndexes"/>).
/// </summary>
internal sealed partial record Migration(long Number, string Name, string Sql)
{
    public const string CreateTable = "CREATE TABLE IF NOT EXISTS migrations (number bigint PRIMARY KEY, name text NOT NULL)";
    public const string Last = "SELECT coalesce(max(number), 0) FROM migrations";
    public const string Record = "INSERT INTO migrations (number, name) VALUES ($1, $2)";
    public const string Checksums = "SELECT number, checksum FROM migrations WHERE checksum IS NOT NULL";

    private const string Online = " CONCURRENTLY ";
    private const string Folder = ".Storage.Migrations.";
    private const string ChecksumMigration = "_migration_checksums";
    private const string RecordChecksum = "UPDATE migrations SET checksum = $2 WHERE number = $1 AND checksum IS NULL";

    /// <summary>The SHA-256 of the text with normalized line ends, in hexadecimal digits.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>
    /// The indexes that the migration builds outside of a transaction, so that other nodes keep writing. Empty on SQLite, which has one
    /// node.
    /// </summary>
    /// <exception cref="InvalidOperationException">The migration also has other statements, which would not be applied.</exception>
    public IReadOnlyList<OnlineIndex> OnlineIndexes
    {
        get
        {
            if (!Sql.Contains(Online, StringComparison.Ordinal))
            {
                return [];
            }

            var statements = CommentLine().Replace(Sql, "")
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var indexes = statements.Select(statement => (Statement: statement, Match: IndexBuild().Match(statement)))
                .Where(found => found.Match.Success)
                .Select(found => new OnlineIndex(found.Match.Groups["name"].Value, found.Statement)).ToList();
            return indexes.Count == statements.Length || indexes.Count == 0 ? indexes : throw new InvalidOperationException(
                $"Migration {Name} builds indexes online and has other statements. Move the other statements to a migration of their own.");
        }
    }

    /// <summary>All migrations of this version, in order.</summary>
    public static IReadOnlyList<Migration> All(Dialect dialect) =>
        [.. ReadTexts().Select(text => new Migration(text.Number, text.Name, dialect.FillPlaceholders(text.Text)))];

    /// <summary>The files of all migrations of this version, in order, with their placeholders.</summary>
    public static IReadOnlyList<(long Number, string Name, string Text)> ReadTexts()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.Contains(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(ReadText)];
    }

    /// <summary>The next pending migration; null if the schema is current.</summary>
    public static Migration? FindNext(long last, IReadOnlyList<Migration> all) => last > all[^1].Number
        ? throw new StartupException(
            ExitCode.NewerSchema,
            string.Create(CultureInfo.InvariantCulture,
                $"The database is at migration {last}. This version supports migrations up to {all[^1].Number}. Start a newer version."))
        : all.FirstOrDefault(migration => migration.Number > last);

    /// <summary>Whether the table of a database at migration <paramref name="last"/> has checksums.</summary>
    public static bool HasChecksums(long last, IReadOnlyList<Migration> all) =>
        all.Any(m => m.Number <= last && m.Name.EndsWith(ChecksumMigration, StringComparison.Ordinal));

    /// <summary>Throws <see cref="StartupException"/> if a migration was applied with another text.</summary>
    public static void VerifyChecksums(IReadOnlyList<(long Number, string Checksum)> applied, IReadOnlyList<Migration> all)
    {
        var checksums = applied.ToDictionary(a => a.Number, a => a.Checksum);
        if (all.FirstOrDefault(m => checksums.TryGetValue(m.Number, out var stored) && stored != m.Checksum) is { } changed)
        {
            throw new StartupException(
                ExitCode.ChangedMigration,
                $"Migration {changed.Name} was applied to this database with another text than this version has. "
                + "The schema may not fit this version. Start an unchanged release; undo changes of Storage/Migrations in an own build.");
        }
    }

    /// <summary>
    /// Statements that record the migration as applied, with its checksum. Migrations that were applied before there were checksums get
    /// theirs.
    /// </summary>
    public IEnumerable<Statement> RecordIn(IReadOnlyList<Migration> all) =>
    [
        Statement.One(Record, Number, Name),
        .. HasChecksums(Number, all)
            ? all.Where(m => m.Number <= Number).Select(m => Statement.From(RecordChecksum, m.Number, m.Checksum))
            : [],
    ];

    private static (long Number, string Name, string Text) ReadText(string resource)
    {
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var reader = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return (long.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    [GeneratedRegex("^--.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex CommentLine();

    [GeneratedRegex(@"^CREATE (UNIQUE )?INDEX CONCURRENTLY (?<name>\w+) ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IndexBuild();
}

/// <summary>An index that PostgreSQL builds while other nodes write.</summary>
internal sealed record OnlineIndex(string Name, string Sql);
