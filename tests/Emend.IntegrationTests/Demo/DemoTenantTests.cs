using Emend.IntegrationTests.Fixtures;
using Emend.Server;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Demo;
using Emend.Server.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Demo;

public sealed class DemoTenantTests
{
    private static readonly string[] Tables =
        ["tenants", "users", "roles", "settings", "facilities", "articles", "stock", "orders", "journal", "order_entities", "reservations"];

    [Fact]
    public async Task Loading_the_demo_tenant_twice_changes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Place(("MUG-E-1207", 2));
        var before = await Everything(app);

        await app.Services.GetRequiredService<DemoTenant>().Load(CancellationToken.None);

        Assert.Equal(before, await Everything(app));
    }

    [Fact]
    public async Task The_demo_tenant_has_five_online_facilities_with_stock_of_twenty_articles()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var facilities = (await client.Get("/api/facilities"))["facilities"].AsArray();
        Assert.Equal(
            ["DE-BER-DC", "DE-CGN-01", "NL-AMS-01", "NL-RTM-01", "NL-UTR-DC"],
            facilities.Select(f => (string)f!["tenantFacilityId"]!).Order(StringComparer.Ordinal));
        Assert.All(facilities, f => Assert.Equal("ONLINE", (string)f!["status"]!));
        Assert.Equal(20, DemoArticles.All.Count);
        Assert.Equal(2, DemoArticles.All.Count(a => a.IsSoldByMeasure));
        var referenceDataReader = app.Services.GetRequiredService<IReferenceDataReader>();
        var levels = await referenceDataReader.ReadStock(
            DemoTenant.Tenant.Id, [.. DemoArticles.All.Select(a => a.Id)], CancellationToken.None);
        Assert.Equal(100, levels.Count);
        Assert.All(levels, l => Assert.True(l.OnHand.ToDecimal() >= 3_000));
    }

    [Theory]
    [InlineData("admin", 200, 200)]
    [InlineData("agent", 200, 403)]
    [InlineData("picker", 403, 403)]
    public async Task Each_demo_user_has_the_permissions_of_the_role(string who, int modifying, int configuring)
    {
        await using var app = await EmendApp.Start();
        using var admin = await app.SignIn();
        using var client = await app.SignIn(who);
        var order = await admin.Place(("MUG-E-1207", 2));

        var modified = await client.Patch($"/api/orders/{order["id"]}", """{ "version": 1, "customAttributes": { "gift": true } }""");
        var configured = await client.Put(
            "/api/configurations/ordermodification", """{ "version": 1, "allowOrderLineItemModification": false }""");

        Assert.Equal((modifying, configuring), (modified.Status, configured.Status));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://127.0.0.1:8080;http://*:8081")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://emend.example:80")]
    public void Demo_tenant_is_rejected_on_public_addresses(string urls) =>
        Assert.Contains(
            "loopback",
            Assert.Throws<InvalidConfigurationException>(() => EmendOptions.FromConfiguration(Configured(urls))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080;http://[::1]:8080")]
    public void Demo_tenant_is_loaded_on_loopback_addresses(string urls) =>
        Assert.True(EmendOptions.FromConfiguration(Configured(urls)).IsDemo);

    [Theory]
    [InlineData("23:59:59")]
    [InlineData("a week")]
    public void Idempotency_key_retention_below_one_day_is_rejected(string span) =>
        Assert.Contains(
            "at least a day",
            Assert.Throws<InvalidConfigurationException>(() => EmendOptions.FromConfiguration(
                new ConfigurationBuilder().AddInMemoryCollection([new("Emend:Idempotency:KeyRetention", span)]).Build())).Message,
            StringComparison.Ordinal);

    private static IConfiguration Configured(string urls) => new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls, ["Emend:Demo:Enabled"] = "true" })
        .Build();

    private static async Task<string> Everything(EmendApp app)
    {
        var database = app.Services.GetRequiredService<Database>();
        var counts = new List<string>();
        foreach (var table in Tables)
        {
            var count = await database.First(Statement.From($"SELECT COUNT(*) FROM {table}"), r => r.Long(0), CancellationToken.None);
            counts.Add($"{table} {count}");
        }

        var versions = await app.Services.GetRequiredService<IReferenceDataReader>().ReadVersions(
            DemoTenant.Tenant.Id, CancellationToken.None);
        return $"{string.Join(", ", counts)}, {versions}";
    }
}
