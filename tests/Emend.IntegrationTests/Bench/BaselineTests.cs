using System.Text.RegularExpressions;
using Emend.Bench.Baseline;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Bench;

/// <summary>The floor that benchmarks compare with asks what the product asks.</summary>
public partial class BaselineTests
{
    private const string Folder = "bench/floor";
    private const double MaxDrift = 0.1;

    [Fact]
    public async Task The_floor_of_postgresql_has_the_statements_of_the_product()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await MustBeTheProducts(postgreSqlTestDatabase, ".sql");
    }

    [Fact]
    public async Task The_floor_of_sqlite_has_the_statements_of_the_product()
    {
        using var sqliteTestDatabase = new TestDatabase.SqliteTestDatabase();
        await MustBeTheProducts(sqliteTestDatabase, ".plan");
    }

    private static async Task MustBeTheProducts(TestDatabase database, string ending)
    {
        var made = await BaselineFiles.Of(database.Options, CancellationToken.None);

        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), SourceRepository.Files(Folder, ending).Select(file => Path.GetFileName(file)));
        foreach (var (name, text) in made)
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
