using System.Globalization;
using Emend.Core.Orders;

namespace Emend.Core.Tests;

public sealed class IdSeedTests
{
    private static readonly IdSeed Seed = new(TestData.Noon, 0x1234_5678_9ABC_DEF0, 42);

    [Fact]
    public void Every_id_is_a_version_7_uuid_with_its_time()
    {
        foreach (var id in Enumerable.Range(0, 1_000).Select(n => Seed[n]))
        {
            var uuid = Guid.ParseExact(id, "D");
            Assert.Equal(id, uuid.ToString());
            Assert.Equal(7, uuid.Version);
            Assert.InRange(uuid.Variant, 8, 11);
            var time = long.Parse($"{id[..8]}{id[9..13]}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.Equal(TestData.Noon.ToUnixTimeMilliseconds(), time);
        }
    }

    [Fact]
    public void Ids_are_unique_within_and_across_seeds()
    {
        IdSeed[] seeds = [Seed, Seed with { Low = 43 }, Seed with { High = 1 }, new(TestData.Noon, 0, 0)];
        var ids = seeds.SelectMany(s => Enumerable.Range(0, 10_000).Select(n => s[n])).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_ids() => Assert.Equal(Seed[7], new IdSeed(TestData.Noon, 0x1234_5678_9ABC_DEF0, 42)[7]);

    [Fact]
    public void Later_ids_sort_after_earlier_ones()
    {
        var moments = Enumerable.Range(0, 100).Select(n => TestData.Noon.AddMilliseconds(n * n * 977L));
        var ids = moments.Select(m => (Seed with { Moment = m })[3]).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }
}
