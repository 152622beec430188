using System.Text.RegularExpressions;
using Emend.Bench.Floor;
using Emend.Tests.House;
using Emend.Tests.Storage;

namespace Emend.Tests.Bench;

/// <summary>The floor that benchmarks compare with asks what the product asks.</summary>
public partial class FloorTests
{
    private const string Folder = "bench/floor";
    private const double MostDrift = 0.1;

    [Fact]
    public async Task The_floor_of_postgresql_has_the_statements_of_the_product()
    {
        using var place = new StorePlace.PostgreSql();
        await MustBeTheProducts(place, ".sql");
    }

    [Fact]
    public async Task The_floor_of_sqlite_has_the_statements_of_the_product()
    {
        using var place = new StorePlace.Sqlite();
        await MustBeTheProducts(place, ".plan");
    }

    private static async Task MustBeTheProducts(StorePlace place, string ending)
    {
        var made = await FloorFiles.Of(place.Options, CancellationToken.None);

        Assert.Equal(made.Keys.Order(StringComparer.Ordinal), Repository.Files(Folder, ending).Select(file => Path.GetFileName(file)));
        foreach (var (name, text) in made)
        {
            var checkedIn = Repository.Read($"{Folder}/{name}");
            Assert.Equal(Size().Replace(text, "bytes"), Size().Replace(checkedIn, "bytes"));
            Assert.All(
                Sizes(text).Zip(Sizes(checkedIn)),
                pair => Assert.InRange(pair.Second, pair.First * (1 - MostDrift), pair.First * (1 + MostDrift)));
        }
    }

    private static IEnumerable<double> Sizes(string text) => Size().Matches(text).Select(match => double.Parse(match.Groups["size"].Value));

    [GeneratedRegex(@"blob (?<size>\d+)|(?<size>\d+) bytes", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Size();
}
