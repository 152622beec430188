using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.Architecture.SampleRequests;

namespace Emend.IntegrationTests.Architecture;

/// <summary>One entity of each kind in the demo tenant, as a target of sample requests.</summary>
internal sealed class SampleEntities
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public static async Task<SampleEntities> Create(FulfillmenttoolsTestClient client)
    {
        var samples = new SampleEntities();
        var order = await client.Place(("TSHIRT-W-2468", 1));
        samples.Add("order", order["id"]);
        samples.Add("line", order["orderLineItems"]![0]!["id"]);
        samples.Add("process", order["processId"]);
        samples.Add("plan", (await client.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["id"]);
        samples.Add("job", (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"]);
        // Belongs to an order that no other sample reroutes or cancels.
        var kept = await client.Place(("MUG-E-1207", 1));
        samples.Add("reservation", (await client.Get($"/api/reservations?orderRef={kept["id"]}"))["reservations"][0]!["id"]);
        await samples.AddReservation(client);
        foreach (var role in (string[])["NOTHING", "GONE"])
        {
            await client.Post("/api/roles", $$"""{"name":"{{role}}","permissions":[]}""");
        }

        samples.Add("user", (await client.Post("/api/users", User("one@demo.emend")))["id"]);
        samples.Add("remote", (await client.Post("/api/remoteconfigs", Remote("ONE")))["id"]);
        samples.Add("scope", (await client.Post("/api/remoteconfigs", Remote("TWO")))["scopes"][0]!["id"]);
        samples.Add("bulk", (await client.Post("/emend/v1/bulk-jobs", samples.FillIds(Many)))["id"]);
        samples.Add("second", (await client.Post("/api/users", User("two@demo.emend")))["id"]);
        samples.Add("reason", (await client.Post("/api/cancelationreasons", Reason("One")))["id"]);
        samples.Add("description", (await client.Post("/api/reroutedescriptions", Reason("One")))["id"]);
        await samples.AddReturnTask(client);
        const string Key = """{"name":"one","roles":[{"role":"NOTHING"}]}""";
        await client.Put("/emend/v1/policies/one", Variant);
        samples.Add("credential", (await client.Post("/emend/v1/credentials", Key))["id"]);
        samples.Add("facility", (await client.Get("/api/facilities?size=1"))["facilities"][0]!["id"]);
        var carrier = (await client.Post("/api/carriers", """{"key":"DHL_V2","name":"DHL"}"""))["id"];
        samples.Add("carrier", carrier);
        await client.Post($"/api/facilities/{samples._ids["facility"]}/carriers/{carrier}", "{}");
        samples.Add("strategy", (await client.Post("/api/routing/strategies", """{"nameLocalized":{"en_US":"Own"}}"""))["id"]);
        await client.Put(
            samples.FillIds("/api/facilities/{facility}/listings"),
            """{"listings":[{"tenantArticleId":"LISTED-1"},{"tenantArticleId":"LISTED-2"}]}""");
        foreach (var name in (string[])["subscription", "kept", "unused"])
        {
            samples.Add(name, (await client.Post("/api/subscriptions", Subscription))["id"]);
        }

        await samples.AddShipping(client);
        samples.Add("stock", (await client.Get("/api/stocks?size=1"))["stocks"][0]!["id"]);
        return samples;
    }

    private async Task AddShipping(FulfillmenttoolsTestClient client)
    {
        var (refused, _) = await PickedOrder.Create(client);
        await client.Post(
            $"/api/handoverjobs/{refused["id"]}/actions",
            """{"name":"CANCEL","version":1,"payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"}}""");
        Add("refusedJob", refused["pickJobRef"]);
        Add("refusedFacility", refused["facilityRef"]);
        var (handover, shipment) = await PickedOrder.Create(client);
        Add("handover", handover["id"]);
        Add("packed", handover["orderRef"]);
        Add("shipment", shipment["id"]);
        Add("effect", "700700700700");
        Add("parcel", (await PickedOrder.CreateLabeled(client, shipment))["id"]);
    }

    /// <summary>Adds an effect to the outbox that no node sends.</summary>
    public async Task AddEffect(EmendApp app)
    {
        var inserted = await app.Services.GetRequiredService<Database>().Write(
            [
                Statement.One(
                    """
                    INSERT INTO outbox (tenant_id, order_id, position, effect_id, kind, facility_id, doc, state, created_at, since, due_at)
                    SELECT tenant_id, order_id, 700700700700, 'sample', 'SAMPLE', facility_id, $2, 'DEAD_LETTERED', created_at,
                        created_at, created_at
                    FROM order_entities WHERE entity_id = $1
                    """,
                    this["shipment"],
                    "{}"u8.ToArray()),
            ],
            CancellationToken.None);
        Assert.True(inserted.IsCommitted);
    }

    /// <summary>The sample request of an endpoint, with existing ids; null if there is none.</summary>
    public SampleRequest? FindRequest(string endpoint) => All.GetValueOrDefault(endpoint) is { } template ? Fill(template) : null;

    /// <summary>A request with the ids of the sample entities for their names.</summary>
    public SampleRequest Fill(SampleRequest template) => new(FillIds(template.Path), template.Body is { } body ? FillIds(body) : null);

    /// <summary>Adds an entity that only one test needs.</summary>
    public void Add(string name, JsonNode? id) => _ids[name] = (string)id!;

    /// <summary>The id of a sample entity.</summary>
    public string this[string name] => _ids[name];

    private async Task AddReservation(FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("MUG-E-1207", 1));
        var reservation = (await client.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"][0]!;
        Add("reservedOrder", order["id"]);
        Add("reservedLine", order["orderLineItems"]![0]!["id"]);
        Add("reserved", reservation["id"]);
        Add("reservedFacility", reservation["facilityRef"]);
    }

    private async Task AddReturnTask(FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("SOCKS-5-1001", 1));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        var line = order["orderLineItems"]![0]!["id"];
        await client.Post($"/api/pickjobs/{job}/actions", """{"name":"START","version":1}""");
        await client.Post(
            $"/api/pickjobs/{job}/actions", $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":1}]}""");
        await client.Post($"/api/pickjobs/{job}/actions", """{"name":"ABORT","version":3}""");
        var tasks = await client.Get($"/emend/v1/return-tasks?order={order["id"]}");
        Add("task", tasks["returnTasks"][0]!["id"]);
    }

    private static string Remote(string key) =>
        $$"""{"key":"{{key}}","valueType":"INT","value":1,"groups":["G"],"scopes":[{"userRefs":["a"]}]}""";

    private const string Subscription = """{"name":"one","event":"PICK_JOB_RESET","callbackUrl":"http://127.0.0.1:9/"}""";

    private string FillIds(string text) =>
        _ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
}
