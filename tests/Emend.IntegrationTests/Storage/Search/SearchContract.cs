using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Search;

namespace Emend.IntegrationTests.Storage.Search;

public sealed class SqliteSearchTests() : SearchContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlSearchTests() : SearchContract(new TestDatabase.PostgreSqlTestDatabase());

public abstract class SearchContract : StoreContract
{
    private static readonly TenantId Shop = new("shop");

    private readonly Random _random = new(7);
    private readonly RandomOrders _make;
    private readonly List<Order> _orders = [];
    private readonly OrderSearchIndex _finder;

    private protected SearchContract(TestDatabase database)
        : base(database)
    {
        _make = new(_random);
        _finder = new(Database, new(TimeProvider.System), new());
    }

    [Theory]
    [InlineData(2_000, 10_000, 50_000, 1_000)]
    [InlineData(7, 20, 40, 10)]
    [InlineData(30, 1, 5, 1)]
    public async Task Search_finds_exactly_the_matches_in_every_sort_order_and_both_directions(
        int first, int more, int hits, int read)
    {
        var bounded = new OrderSearchIndex(Database, new(TimeProvider.System), new(first, more, hits, read, MaxCounted: more));
        await Add(300);
        var criteria = new RandomCriteria(_random);
        for (var i = 0; i < 100; i++)
        {
            var request = new SearchRequest(criteria.Next(), Sorted(i), 1 + _random.Next(90));
            var expected = Expected(request);

            Assert.Equal(expected, await Pages(bounded, request));
            expected.Reverse();
            Assert.Equal(expected, await Pages(bounded, request with { Backward = true }));
            if (await bounded.Count(Shop, request.Where, Never) is { } totalCount)
            {
                Assert.Equal(expected.Count, totalCount.Count);
            }
        }
    }

    [Fact]
    public async Task Search_returns_every_order_once_while_orders_are_added()
    {
        await Add(120);
        var before = _orders.Select(order => order.Id.Value).ToHashSet();
        var met = new List<string>();
        SortPosition? from = null;
        do
        {
            var page = await _finder.Find(Shop, new(Criterion.MatchAll, new(SortOrder.Date, true), 10, from), Never);
            met.AddRange(page.Items.Select(hit => hit.Item.Id.Value));
            from = page.End;
            await Add(5);
        }
        while (from is not null);

        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.Empty(before.Except(met));
    }

    [Fact]
    public async Task Orders_are_found_by_id()
    {
        await Add(50);
        FieldValue[] fieldValues =
            [.. _orders.Where((_, at) => at % 7 == 0).Select(order => FieldValue.From(order.Id.Value)), FieldValue.From("none")];
        foreach (var where in (Criterion[])[Among(fieldValues), new Criterion.Not(Among(fieldValues))])
        {
            var request = new SearchRequest(where, new(SortOrder.Status, false), 5);
            Assert.Equal(Expected(request), await Pages(_finder, request));
            Assert.Equal(Expected(request).Count, (await _finder.Count(Shop, where, Never))!.Count);
        }

        static Criterion Among(FieldValue[] fieldValues) =>
            new Criterion.FieldMatches(OrderSearchDocument.Id, new FieldPredicate.OneOf([.. fieldValues]));
    }

    [Fact]
    public async Task Union_and_intersection_with_all_orders_are_correct()
    {
        await Add(20);
        var open = new Criterion.FieldMatches(OrderSearchDocument.Status, FieldPredicate.EqualTo(FieldValue.From("OPEN")));

        foreach (var where in (Criterion[])[Criterion.MatchAll, new Criterion.Any([open, open, Criterion.MatchAll])])
        {
            Assert.Equal(20, (await _finder.Count(Shop, where, Never))!.Count);
            Assert.Equal(20, (await _finder.Find(Shop, new(where, new(SortOrder.Date, true), 30), Never)).Items.Count);
        }
    }

    [Fact]
    public async Task Search_terms_follow_the_order_and_are_deleted_with_its_personal_data()
    {
        await Add(20);
        var order = _orders[3];
        var changed = order with { Revision = 2, PersonalRevision = 2, PersonalData = _make.Personal() };
        await Write(RandomOrders.Write(Shop, order, changed));
        await AssertRebuilt(changed);

        var erased = changed with { Revision = 3, PersonalRevision = 3, PersonalData = PersonalData.None, IsCanceled = true };
        await Write(RandomOrders.Write(Shop, changed, erased));
        await AssertRebuilt(erased);
        Assert.True((await Stored(order)).Terms.Length < 2 + (4 * order.Lines.Length) + 1);
    }

    [Fact]
    public async Task Change_without_effect_on_searches_writes_no_terms()
    {
        await Add(1);
        var order = _orders[0];
        var raised = order with { Revision = 2, Lines = [.. order.Lines.Select(line => line with { Quantity = Quantity.From(5) })] };

        var statements = OrderWriteStatements.Create(RandomOrders.Write(Shop, order, raised), Database.Dialect).Statements;

        Assert.DoesNotContain(statements, statement => statement.Sql.Contains("order_search_terms", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backfill_makes_existing_orders_searchable()
    {
        await Add(1_200);
        await Database.Write([Statement.From("DELETE FROM order_search_terms")], Never);
        await Database.Write(
            [Statement.From("INSERT INTO backfills (name, tenant_id, order_id) VALUES ('order_search_terms', '', '')")], Never);

        var done = await RunConcurrently(3, async _ => await new SearchTermBackfill(Database).Run(Never));

        Assert.Equal(1_200, done.Sum());
        Assert.Equal(0L, await Number("SELECT count(*) FROM backfills"));
        foreach (var order in _orders.Take(50))
        {
            await AssertRebuilt(order);
        }

        Assert.Equal(1_200, (await _finder.Count(Shop, Criterion.MatchAll, Never))!.Count);
    }

    [Fact]
    public async Task Search_does_not_find_orders_of_other_tenants()
    {
        await Add(30);

        var found = await _finder.Find(new("other"), new(Criterion.MatchAll, new(SortOrder.Date, true), 10), Never);

        Assert.Empty(found.Items);
        Assert.Equal(0, (await _finder.Count(new("other"), Criterion.MatchAll, Never))!.Count);
    }

    private static SortOrder Sorted(int number) => new(
        (number % 3) switch { 0 => SortOrder.Date, 1 => SortOrder.Status, _ => SortOrder.Changed }, number % 4 < 2);

    private List<string> Expected(SearchRequest request)
    {
        var meeting = _orders.Where(order => request.Where.Matches(OrderSearchDocument.CreateComplete(order)));
        var sorted = request.Sort.By == SortOrder.Date ? meeting.OrderBy(order => order.OrderDate)
            : request.Sort.By == SortOrder.Changed ? meeting.OrderBy(order => order.LastEventAt)
            : meeting.OrderBy(order => StoredOrderStatus.From(order.Facts), StringComparer.Ordinal).ThenBy(order => order.OrderDate);
        var ids = sorted.ThenBy(order => order.Id.Value, StringComparer.Ordinal).Select(order => order.Id.Value).ToList();
        if (request.Sort.Descending)
        {
            ids.Reverse();
        }

        return ids;
    }

    private static async Task<List<string>> Pages(OrderSearchIndex finder, SearchRequest request)
    {
        var ids = new List<string>();
        SearchPage<Order> page;
        do
        {
            page = await finder.Find(Shop, request, Never);
            Assert.InRange(page.Items.Count, 0, request.Size);
            var items = page.Items.Select(hit => hit.Item.Id.Value);
            ids.AddRange(request.Backward ? items.Reverse() : items);
            request = request with { From = page.End };
        }
        while (page.End is not null);

        return ids;
    }

    private async Task Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var write = _make.New(Shop);
            await Write(write);
            _orders.Add(write.After);
        }
    }

    private async Task Write(OrderWrite write) =>
        Assert.True((await Database.Write(OrderWriteStatements.Create(write, Database.Dialect).Statements, Never)).IsCommitted);

    private async Task AssertRebuilt(Order order)
    {
        var (stored, rebuilt) = (await Stored(order), SearchTermRow.From(Shop, order));
        Assert.Equal((rebuilt.OrderDate, rebuilt.Status), (stored.OrderDate, stored.Status));
        Assert.Equal(rebuilt.Terms, stored.Terms);
    }

    private async Task<SearchTermRow> Stored(Order order)
    {
        var sqlite = Database.Dialect == Dialect.Sqlite;
        var terms = sqlite
            ? "SELECT t.term FROM order_search_term_entries t JOIN order_search_terms s ON s.number = t.number"
            : "SELECT unnest(s.terms) FROM order_search_terms s";
        var list = await Database.List(
            Statement.From($"{terms} WHERE s.tenant_id = $1 AND s.order_id = $2 ORDER BY 1", Shop.Value, order.Id.Value),
            row => row.Long(0),
            Never);
        var columns = Statement.From(
            "SELECT order_date, status FROM order_search_terms WHERE tenant_id = $1 AND order_id = $2", Shop.Value, order.Id.Value);
        var (date, status) = await Database.First(columns, row => (row.Long(0), row.Text(1)), Never);
        return new(Shop, order.Id, date, status, [.. list]);
    }
}
