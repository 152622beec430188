using System.Text.Json.Nodes;
using Emend.Tests.Fixtures;
using static Emend.Tests.House.PermissionRequests;

namespace Emend.Tests.House;

/// <summary>Things to ask for: one of each kind, in the demo tenant.</summary>
internal sealed class PermissionSamples
{
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    public static async Task<PermissionSamples> Of(FaceClient admin)
    {
        var samples = new PermissionSamples();
        var order = await admin.Place(("TSHIRT-W-2468", 1));
        samples.Add("order", order["id"]);
        samples.Add("line", order["orderLineItems"]![0]!["id"]);
        samples.Add("process", order["processId"]);
        samples.Add("plan", (await admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["id"]);
        samples.Add("job", (await admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"]);
        // Of an order that no other sample routes or cancels.
        var kept = await admin.Place(("MUG-E-1207", 1));
        samples.Add("reservation", (await admin.Get($"/api/reservations?orderRef={kept["id"]}"))["reservations"][0]!["id"]);
        foreach (var role in (string[])["NOTHING", "GONE"])
            await admin.Post("/api/roles", $$"""{"name":"{{role}}","permissions":[]}""");
        samples.Add("user", (await admin.Post("/api/users", User("one@demo.emend")))["id"]);
        samples.Add("remote", (await admin.Post("/api/remoteconfigs", Remote("ONE")))["id"]);
        samples.Add("scope", (await admin.Post("/api/remoteconfigs", Remote("TWO")))["scopes"][0]!["id"]);
        samples.Add("bulk", (await admin.Post("/emend/v1/bulk", samples.Filled(Many)))["id"]);
        samples.Add("second", (await admin.Post("/api/users", User("two@demo.emend")))["id"]);
        samples.Add("reason", (await admin.Post("/api/cancelationreasons", Reason("One")))["id"]);
        samples.Add("description", (await admin.Post("/api/reroutedescriptions", Reason("One")))["id"]);
        await samples.AddReturnTask(admin);
        const string Key = """{"name":"one","roles":[{"role":"NOTHING"}]}""";
        await admin.Put("/emend/v1/policies/one", Variant);
        samples.Add("credential", (await admin.Post("/emend/v1/credentials", Key))["id"]);
        samples.Add("facility", (await admin.Get("/api/facilities?size=1"))["facilities"][0]!["id"]);
        var carrier = (await admin.Post("/api/carriers", """{"key":"DHL_V2","name":"DHL"}"""))["id"];
        samples.Add("carrier", carrier);
        await admin.Post($"/api/facilities/{samples.ids["facility"]}/carriers/{carrier}", "{}");
        samples.Add("strategy", (await admin.Post("/api/routing/strategies", """{"nameLocalized":{"en_US":"Own"}}"""))["id"]);
        await admin.Put(
            samples.Filled("/api/facilities/{facility}/listings"),
            """{"listings":[{"tenantArticleId":"LISTED-1"},{"tenantArticleId":"LISTED-2"}]}""");
        foreach (var name in (string[])["subscription", "kept"])
            samples.Add(name, (await admin.Post("/api/subscriptions", Subscription))["id"]);
        await samples.AddShipping(admin);
        samples.Add("stock", (await admin.Get("/api/stocks?size=1"))["stocks"][0]!["id"]);
        return samples;
    }

    private async Task AddShipping(FaceClient admin)
    {
        var (handover, shipment) = await Picked.One(admin);
        Add("handover", handover["id"]);
        Add("shipment", shipment["id"]);
        Add("parcel", (await Picked.Labelled(admin, shipment))["id"]);
    }

    /// <summary>The sample of an endpoint, with ids that exist; null where there is none.</summary>
    public Sample? For(string endpoint) => All.GetValueOrDefault(endpoint) is { } sample
        ? new(Filled(sample.Path), sample.Body is { } body ? Filled(body) : null)
        : null;

    private async Task AddReturnTask(FaceClient admin)
    {
        var order = await admin.Place(("SOCKS-5-1001", 1));
        var job = (await admin.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        var line = order["orderLineItems"]![0]!["id"];
        await admin.Post($"/api/pickjobs/{job}/actions", """{"name":"START","version":1}""");
        await admin.Post(
            $"/api/pickjobs/{job}/actions", $$"""{"name":"PICK","version":2,"lineItems":[{"id":"{{line}}","picked":1}]}""");
        await admin.Post($"/api/pickjobs/{job}/actions", """{"name":"ABORT","version":3}""");
        var tasks = await admin.Get($"/emend/v1/return-tasks?order={order["id"]}");
        Add("task", tasks["returnTasks"][0]!["id"]);
    }

    private static string Remote(string key) =>
        $$"""{"key":"{{key}}","valueType":"INT","value":1,"groups":["G"],"scopes":[{"userRefs":["a"]}]}""";

    private const string Subscription = """{"name":"one","event":"PICK_JOB_RESET","callbackUrl":"http://127.0.0.1:9/"}""";

    private void Add(string name, JsonNode? id) => ids[name] = (string)id!;

    private string Filled(string text) =>
        ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
}
