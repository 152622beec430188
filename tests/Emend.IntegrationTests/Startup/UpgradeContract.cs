using System.Net;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Startup;

public sealed class SqliteUpgradeTests() : UpgradeContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlUpgradeTests() : UpgradeContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>A database of the previous version with rows in it, started by this version.</summary>
public abstract class UpgradeContract : IDisposable
{
    // The last migration of the previous version.
    private const long Previous = 20;

    private const string StoredOrder = "tests/Emend.IntegrationTests/Storage/Golden/order-1.json";
    private const string StoredPersonalData = "tests/Emend.IntegrationTests/Storage/Golden/personal-1.json";

    private readonly TestDatabase _place;

    private protected UpgradeContract(TestDatabase place) => _place = place;

    [Fact]
    public async Task Orders_of_the_previous_version_are_found()
    {
        await using var previous = Database.Open(_place.Options);
        await previous.Migrate([.. Migration.All(previous.Dialect).Where(m => m.Number <= Previous)], default);
        await AddOrder(previous);
        await using var app = await EmendApp.Join(_place);

        var byId = await Get(app, "/emend/v1/orders/order-1");

        Assert.Equal("A-1", byId["tenantOrderId"]!.GetValue<string>());
        var found = await Get(app, "/emend/v1/orders?tenantOrderId=a-1");
        Assert.Equal("order-1", Assert.Single(found["orders"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Work_that_a_node_of_the_previous_version_writes_is_done()
    {
        await using var app = await EmendApp.Join(_place);
        await using var previous = Database.Open(_place.Options);

        await previous.Write(
            [
                Statement.One(
                    """
                    INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at)
                    VALUES ('demo', 'ARRIVAL', '', 'NOBODY-WAITS', 0, 0)
                    """),
            ],
            default);

        await Wait.Until(
            async () => !await previous.First(
                Statement.From("SELECT 1 FROM work_items WHERE article_id = 'NOBODY-WAITS'"), _ => true, default),
            "the work is done");
    }

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    private static Task<TransactionResult> AddOrder(Database database) => database.Write(
        [
            Statement.One(
                """
                INSERT INTO orders (tenant_id, order_id, tenant_order_id, tenant_order_key, api, status, revision, version, order_date,
                    created_at, modified_at, personal_revision, doc)
                VALUES ('demo', 'order-1', 'A-1', 'a-1', 'fulfillmenttools', 'LOCKED', 7, 3, 1780315200000000, 1780315201000000,
                    1780315202000000, 7, $1)
                """,
                Read(StoredOrder)),
            Statement.One(
                "INSERT INTO personal_data (tenant_id, order_id, kind, revision, doc) VALUES ('demo', 'order-1', 'ORDER', 7, $1)",
                Read(StoredPersonalData)),
            Statement.One("INSERT INTO backfills (name, tenant_id, order_id) VALUES ('order_search_terms', '', '')"),
        ],
        default);

    private static byte[] Read(string file) => System.Text.Encoding.UTF8.GetBytes(SourceRepository.Read(file).TrimEnd('\n'));

    private static async Task<JsonObject> Get(EmendApp app, string path)
    {
        using var client = new HttpClient { BaseAddress = app.Url };
        client.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
