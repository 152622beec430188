using System.Text.RegularExpressions;
using Emend.Bench.Baseline;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Bench;

/// <summary>The benchmark baseline executes the same statements as Emend.</summary>
public partial class BaselineTests
{
    private const string Folder = "bench/baseline";
    private const double MaxDrift = 0.1;

    [Fact]
    public async Task Postgresql_baseline_matches_the_statements_of_Emend()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await AssertMatchesEmend(postgreSqlTestDatabase, ".sql");
    }

    [Fact]
    public async Task Sqlite_baseline_matches_the_statements_of_Emend()
    {
        using var sqliteTestDatabase = new TestDatabase.SqliteTestDatabase();
        await AssertMatchesEmend(sqliteTestDatabase, ".plan");
    }

    private static async Task AssertMatchesEmend(TestDatabase database, string ending)
    {
        var generated = await BaselineFiles.Of(database.Options, CancellationToken.None);

        Assert.Equal(
            generated.Keys.Order(StringComparer.Ordinal), SourceRepository.Files(Folder, ending).Select(file => Path.GetFileName(file)));
        foreach (var (name, text) in generated)
        {
            var checkedIn = SourceRepository.Read($"{Folder}/{name}");
            Assert.Equal(Size().Replace(text, "bytes"), Size().Replace(checkedIn, "bytes"));
            Assert.All(
                Sizes(text).Zip(Sizes(checkedIn)),
                pair => Assert.InRange(pair.Second, pair.First * (1 - MaxDrift), pair.First * (1 + MaxDrift)));
        }
    }

    private static IEnumerable<double> Sizes(string text) => Size().Matches(text).Select(match => double.Parse(match.Groups["size"].Value));

    [GeneratedRegex(@"blob (?<size>\d+)|(?<size>\d+) bytes", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Size();
}
