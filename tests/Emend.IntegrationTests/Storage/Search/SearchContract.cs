using Emend.Core.Orders;
using Emend.Server.Application;
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

    private readonly Random random = new(7);
    private readonly RandomOrders make;
    private readonly List<Order> orders = [];
    private readonly OrderSearchIndex finder;

    private protected SearchContract(TestDatabase database)
        : base(database)
    {
        make = new(random);
        finder = new(Database, new(TimeProvider.System), new());
    }

    [Theory]
    [InlineData(2_000, 10_000, 50_000, 1_000)]
    [InlineData(7, 20, 40, 10)]
    [InlineData(30, 1, 5, 1)]
    public async Task What_is_found_is_what_meets_the_criterion_in_every_sorting_page_by_page_both_ways(
        int first, int more, int hits, int read)
    {
        var bounded = new OrderSearchIndex(Database, new(TimeProvider.System), new(first, more, hits, read, Counted: more));
        await Add(300);
        var criteria = new RandomCriteria(random);
        for (var i = 0; i < 100; i++)
        {
            var searchRequest = new SearchRequest(criteria.Next(), Sorted(i), 1 + random.Next(90));
            var expected = Expected(searchRequest);

            Assert.Equal(expected, await Pages(bounded, searchRequest));
            expected.Reverse();
            Assert.Equal(expected, await Pages(bounded, searchRequest with { Backward = true }));
            if (await bounded.Count(Shop, searchRequest.Where, Never) is { } totalCount) Assert.Equal(expected.Count, totalCount.Count);
        }
    }

    [Fact]
    public async Task Every_order_is_met_once_while_orders_come_in()
    {
        await Add(120);
        var before = orders.Select(order => order.Id.Value).ToHashSet();
        var met = new List<string>();
        SortPosition? from = null;
        do
        {
            var page = await finder.Find(Shop, new(Criterion.Anything, new(SortOrder.Date, true), 10, from), Never);
            met.AddRange(page.Items.Select(searchHit => searchHit.Item.Id.Value));
            from = page.End;
            await Add(5);
        }
        while (from is not null);

        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.Empty(before.Except(met));
    }

    [Fact]
    public async Task Orders_are_found_by_their_ids()
    {
        await Add(50);
        FieldValue[] fieldValues = [.. orders.Where((_, at) => at % 7 == 0).Select(order => FieldValue.From(order.Id.Value)), FieldValue.From("none")];
        foreach (var where in (Criterion[])[Among(fieldValues), new Criterion.Not(Among(fieldValues))])
        {
            var searchRequest = new SearchRequest(where, new(SortOrder.Status, false), 5);
            Assert.Equal(Expected(searchRequest), await Pages(finder, searchRequest));
            Assert.Equal(Expected(searchRequest).Count, (await finder.Count(Shop, where, Never))!.Count);
        }

        static Criterion Among(FieldValue[] fieldValues) => new Criterion.FieldMatches(OrderSearchDocument.Id, new FieldPredicate.OneOf([.. fieldValues]));
    }

    [Fact]
    public async Task What_one_or_everything_meets_is_everything()
    {
        await Add(20);
        var open = new Criterion.FieldMatches(OrderSearchDocument.Status, FieldPredicate.Is(FieldValue.From("OPEN")));

        foreach (var where in (Criterion[])[Criterion.Anything, new Criterion.Any([open, open, Criterion.Anything])])
        {
            Assert.Equal(20, (await finder.Count(Shop, where, Never))!.Count);
            Assert.Equal(20, (await finder.Find(Shop, new(where, new(SortOrder.Date, true), 30), Never)).Items.Count);
        }
    }

    [Fact]
    public async Task Terms_follow_the_order_and_go_with_its_personal_data()
    {
        await Add(20);
        var order = orders[3];
        var changed = order with { Revision = 2, PersonalRevision = 2, PersonalData = make.Personal() };
        await Write(RandomOrders.Write(Shop, order, changed));
        await AssertRebuilt(changed);

        var erased = changed with { Revision = 3, PersonalRevision = 3, PersonalData = PersonalData.None, Status = OrderStatus.Canceled };
        await Write(RandomOrders.Write(Shop, changed, erased));
        await AssertRebuilt(erased);
        Assert.True((await Stored(order)).Terms.Length < 2 + (4 * order.Lines.Length) + 1);
    }

    [Fact]
    public async Task A_change_that_no_search_sees_writes_no_terms()
    {
        await Add(1);
        var order = orders[0];
        var raised = order with { Revision = 2, Lines = [.. order.Lines.Select(line => line with { Quantity = Quantity.From(5) })] };

        var statements = OrderWriteStatements.Of(RandomOrders.Write(Shop, order, raised), Database.Dialect).Statements;

        Assert.DoesNotContain(statements, statement => statement.Sql.Contains("order_terms", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Orders_of_before_are_found_once_they_were_gone_through()
    {
        await Add(1_200);
        await Database.Write([Statement.From("DELETE FROM order_terms")], Never);
        await Database.Write([Statement.From("INSERT INTO backfills (name, tenant_id, order_id) VALUES ('order_terms', '', '')")], Never);

        var done = await AtOnce(3, async _ => await new SearchTermBackfill(Database).Run(Never));

        Assert.Equal(1_200, done.Sum());
        Assert.Equal(0L, await Number("SELECT count(*) FROM backfills"));
        foreach (var order in orders.Take(50)) await AssertRebuilt(order);
        Assert.Equal(1_200, (await finder.Count(Shop, Criterion.Anything, Never))!.Count);
    }

    [Fact]
    public async Task A_search_of_another_tenant_finds_nothing()
    {
        await Add(30);

        var found = await finder.Find(new("other"), new(Criterion.Anything, new(SortOrder.Date, true), 10), Never);

        Assert.Empty(found.Items);
        Assert.Equal(0, (await finder.Count(new("other"), Criterion.Anything, Never))!.Count);
    }

    private static SortOrder Sorted(int number) => new(number % 2 == 0 ? SortOrder.Date : SortOrder.Status, number % 4 < 2);

    private List<string> Expected(SearchRequest searchRequest)
    {
        var meeting = orders.Where(order => searchRequest.Where.HoldsFor(OrderSearchDocument.Whole(order)));
        var sorted = searchRequest.Sort.By == SortOrder.Date
            ? meeting.OrderBy(order => order.OrderDate)
            : meeting.OrderBy(order => StoredEnumNames.Order[order.Status], StringComparer.Ordinal).ThenBy(order => order.OrderDate);
        var ids = sorted.ThenBy(order => order.Id.Value, StringComparer.Ordinal).Select(order => order.Id.Value).ToList();
        if (searchRequest.Sort.Descending) ids.Reverse();
        return ids;
    }

    private static async Task<List<string>> Pages(OrderSearchIndex finder, SearchRequest searchRequest)
    {
        var ids = new List<string>();
        SearchPage<Order> page;
        do
        {
            page = await finder.Find(Shop, searchRequest, Never);
            Assert.InRange(page.Items.Count, 0, searchRequest.Size);
            var items = page.Items.Select(searchHit => searchHit.Item.Id.Value);
            ids.AddRange(searchRequest.Backward ? items.Reverse() : items);
            searchRequest = searchRequest with { From = page.End };
        }
        while (page.End is not null);

        return ids;
    }

    private async Task Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var write = make.New(Shop);
            await Write(write);
            orders.Add(write.After);
        }
    }

    private async Task Write(OrderWrite write) =>
        Assert.True((await Database.Write(OrderWriteStatements.Of(write, Database.Dialect).Statements, Never)).Written);

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
            ? "SELECT t.term FROM order_term t JOIN order_terms s ON s.number = t.number"
            : "SELECT unnest(s.terms) FROM order_terms s";
        var list = await Database.List(
            Statement.From($"{terms} WHERE s.tenant_id = $1 AND s.order_id = $2 ORDER BY 1", Shop.Value, order.Id.Value),
            row => row.Long(0),
            Never);
        var columns = Statement.From(
            "SELECT order_date, status FROM order_terms WHERE tenant_id = $1 AND order_id = $2", Shop.Value, order.Id.Value);
        var (date, status) = await Database.First(columns, row => (row.Long(0), row.Text(1)), Never);
        return new(Shop, order.Id, date, status, [.. list]);
    }
}
