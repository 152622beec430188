using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Search;

namespace Emend.IntegrationTests.Storage.Search;

public sealed class SqliteQueryPlanTests() : QueryPlanContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlQueryPlanTests() : QueryPlanContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Checks with EXPLAIN that every search statement uses an index.</summary>
public abstract class QueryPlanContract : StoreContract
{
    private const int Orders = 20_000;
    private static readonly TenantId Shop = new("shop");

    private protected QueryPlanContract(TestDatabase database)
        : base(database)
    {
    }

    private bool Sqlite => Database.Dialect == Dialect.Sqlite;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var term = SearchTermHasher.Compute(Shop, OrderSearchDocument.ConsumerId, FieldValue.From("c7"));
        var (numbers, terms) = Sqlite
            ? ($"(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Orders}) SELECT i FROM n)",
                $"CASE WHEN i = 7 THEN json_array({term}) ELSE json_array(i, i % 10 - 10) END")
            : ($"(SELECT i FROM generate_series(1::bigint, {Orders}) i)",
                $"CASE WHEN i = 7 THEN ARRAY[{term}] ELSE ARRAY[i, i % 10 - 10]::bigint[] END");
        await Database.Write(
            [
                Statement.From(
                    $"""
                    INSERT INTO order_search_terms (tenant_id, order_id, order_date, status, terms)
                    SELECT 'shop', 'order-' || CAST(i AS text), i * 60000000, 'OPEN', {terms} FROM {numbers} numbers
                    """),
                Statement.From(
                    $"""
                    INSERT INTO orders (tenant_id, order_id, api, status, revision, version, order_date, created_at, modified_at,
                        personal_revision, doc, tenant_order_key)
                    SELECT 'shop', 'order-' || CAST(i AS text), 'native', 'OPEN', 2, 1, 1, 1, 1, 1, '', 'sp-' || CAST(i AS text)
                    FROM {numbers} numbers
                    """),
                Statement.From(
                    $"""
                    INSERT INTO journal (tenant_id, order_id, revision, kind, at, actor, policy, doc)
                    SELECT 'shop', 'order-' || CAST(i AS text), r.n, '', i * 60000000 + r.n, '', '', ''
                    FROM {numbers} numbers CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2) r
                    """),
                Statement.From(
                    $"""
                    INSERT INTO order_entities (tenant_id, kind, entity_id, order_id, facility_id, state, created_at)
                    SELECT 'shop', 'PICK_JOB', 'job-' || CAST(i AS text), 'o', 'f' || CAST(i % 200 AS text), 'OPEN', i
                    FROM {numbers} numbers
                    """),
                Statement.From(
                    $"""
                    INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at)
                    SELECT 'shop', 'line-' || CAST(i AS text), 'f' || CAST(i % 200 AS text), 'o', 'a', 1, i FROM {numbers} numbers
                    """),
            ],
            Never);
        foreach (var table in (string[])["order_search_terms", "orders", "journal", "order_entities", "reservations"])
        {
            if (!Sqlite)
            {
                await Database.Write([Statement.From($"ANALYZE {table}")], Never);
            }
        }
    }

    [Fact]
    public async Task Order_searches_use_indexes_in_every_sort_order()
    {
        var consumer = new Criterion.FieldMatches(OrderSearchDocument.ConsumerId, FieldPredicate.EqualTo(FieldValue.From("C7")));
        var since = new Criterion.FieldMatches(OrderSearchDocument.Date, new FieldPredicate.InRange(19_000 * 60_000_000L, long.MaxValue));
        foreach (var (sorting, position) in (((string, SortPosition)[])
            [(SortOrder.Date, new([9_000 * 60_000_000L, "order-9"])), (SortOrder.Status, new(["OPEN", 9_000 * 60_000_000L, "order-9"]))]))
        {
            foreach (var descending in (bool[])[false, true])
            {
                foreach (var from in (SortPosition?[])[null, position])
        {
            var walk = CreateBuilder(SearchSource.Orders, consumer, new(sorting, descending));
            await ByIndex(walk.SelectFirst(from, 2_000, 21));
            await ByIndex(walk.SelectFrequencies(from, 2_000));
            await ByIndex(walk.SelectLast(from, 2_000));
            await ByIndex(walk.SelectByTerms(walk.Scope.TermSets[0], from, 50_000, 21));
            await ByIndex(walk.SelectCount(walk.Scope.TermSets[0], 10_001));
            await ByIndex(CreateBuilder(SearchSource.Orders, since, new(sorting, descending)).SelectByTerms(null, from, 50_000, 21));
        }
            }
        }

        await ByIndex(CreateBuilder(SearchSource.Orders, since, new(SortOrder.Date, true)).SelectFirst(null, 2_000, 21));
        var fieldMatches = new Criterion.FieldMatches(
            OrderSearchDocument.Id, new FieldPredicate.OneOf([FieldValue.From("order-7"), FieldValue.From("order-8")]));
        await ByIndex(CreateBuilder(SearchSource.Orders, fieldMatches, new(SortOrder.Date, true)).SelectByTerms(null, null, 50_000, 21));
    }

    [Fact]
    public async Task Searches_by_the_last_change_use_indexes()
    {
        var consumer = new Criterion.FieldMatches(OrderSearchDocument.ConsumerId, FieldPredicate.EqualTo(FieldValue.From("C7")));
        var since = new Criterion.FieldMatches(
            OrderSearchDocument.Changed, new FieldPredicate.InRange(19_990 * 60_000_000L, long.MaxValue));
        var position = new SortPosition([9_000 * 60_000_000L, "order-9"]);
        foreach (var (where, from) in ((Criterion, SortPosition?)[])[(consumer, null), (since, null), (since, position)])
        {
            var walk = CreateBuilder(SearchSource.ChangedOrders, where, new(SortOrder.Changed, false));
            await ByIndex(walk.SelectFirst(from, 2_000, 21));
            await ByIndex(walk.SelectLast(from, 2_000));
        }

        var terms = CreateBuilder(SearchSource.ChangedOrders, consumer, new(SortOrder.Changed, false));
        await ByIndex(terms.SelectByTerms(terms.Scope.TermSets[0], null, 50_000, 21));
        await ByIndex(CreateBuilder(SearchSource.ChangedOrders, since, new(SortOrder.Date, true)).SelectByTerms(null, null, 50_000, 21));
    }

    [Fact]
    public async Task Pick_job_and_reservation_searches_use_indexes()
    {
        var fieldMatches = new Criterion.FieldMatches(FulfillmentSearchDocuments.Facility, FieldPredicate.EqualTo(FieldValue.From("f7")));
        foreach (var (searchSource, sorting) in ((SearchSource, string)[])[
            (SearchSource.ForEntities("PICK_JOB"), SortOrder.Date), (SearchSource.ForEntities("SHIPMENT"), SortOrder.Date),
            (SearchSource.Reservations, SortOrder.Id), (SearchSource.Stocks, SortOrder.Id)])
        {
            var walk = CreateBuilder(searchSource, fieldMatches, new(sorting, true));
            await ByIndex(walk.SelectFirst(null, 2_000, 21));
            await ByIndex(walk.SelectLast(null, 2_000));
            await ByIndex(walk.SelectByTerms(null, null, 50_000, 21));
        }
    }

    [Fact]
    public async Task An_order_by_tenant_order_id_is_one_statement_that_uses_the_index_of_numbers()
    {
        foreach (var newNumber in (string?[])[null, "SP-9"])
        {
            var statement = Assert.Single(OrderLoadQueries.Load(
                Shop, new OrderKey.ByTenantOrderId("SP-7") { NewTenantOrderId = newNumber }, null));
            var plan = await Explain(statement);

            Assert.Contains("orders_tenant_order_key", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(Sqlite ? "SCAN n" : "Seq Scan on orders", plan, StringComparison.Ordinal);
            Assert.DoesNotContain(Sqlite ? "SCAN o" : "Seq Scan on personal_data", plan, StringComparison.Ordinal);
        }
    }

    private SearchSqlBuilder CreateBuilder(SearchSource searchSource, Criterion where, SortOrder sortOrder) =>
        new(Database.Dialect, Shop, searchSource, new(where, sortOrder, 20));

    private async Task<string> Explain(Statement statement)
    {
        var explain = statement with { Sql = (Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Sql };
        return string.Join('\n', await Database.List(explain, row => row.Text(Sqlite ? 3 : 0), Never));
    }

    private async Task ByIndex(Statement statement)
    {
        var plan = await Explain(statement);
        foreach (var line in plan.Split('\n'))
        {
            var all = Sqlite
                ? line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("USING", StringComparison.Ordinal)
                    && line is not ("SCAN s" or "SCAN d" or "SCAN hits") && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
                : line.Contains("Seq Scan", StringComparison.Ordinal);
            Assert.False(all, $"{statement.Sql}\n\n{plan}");
        }

        var index = Sqlite ? "USING" : "Index";
        Assert.True(plan.Contains(index, StringComparison.Ordinal), $"{statement.Sql}\n\n{plan}");
    }
}
