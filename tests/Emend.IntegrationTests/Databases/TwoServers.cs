using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Tenants;
using Emend.Server.Storage;
using Emend.Server.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Emend.IntegrationTests.Databases;

/// <summary>Two PostgreSQL servers. The main one has the demo tenant. Nodes reach the second one through a proxy.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    public const string SecondName = "second";

    private readonly TestDatabase.PostgreSqlTestDatabase _main = new();
    private readonly string _second = SecondServer.CreateDatabase();
    private readonly NpgsqlDataSource _mainSource;
    private readonly NpgsqlDataSource _secondSource;

    private TwoServers()
    {
        Proxy = new(SecondServer.Port);
        _mainSource = NpgsqlDataSource.Create(_main.Options.Connection);
        _secondSource = NpgsqlDataSource.Create(_second);
    }

    public TcpProxy Proxy { get; }

    private static PostgresTestServer SecondServer => PostgresTestServer.Running(durable: true);

    public static async Task<TwoServers> Create()
    {
        var servers = new TwoServers();
        await servers._main.Fill();
        return servers;
    }

    public Task<EmendApp> StartNode(Action<IServiceCollection>? replace = null)
    {
        var second = new NpgsqlConnectionStringBuilder(_second) { Port = Proxy.Port };
        return EmendApp.Join(_main, [$"--Emend:Databases:{SecondName}={second.ConnectionString}"], replace ?? (_ => { }));
    }

    public NpgsqlDataSource Source(string name) => name == SecondName ? _secondSource : _mainSource;

    public async Task<long> Number(string name, string sql)
    {
        await using var command = Source(name).CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The number of rows of a tenant in all tables but <c>tenants</c>.</summary>
    public Task<long> CountRows(string name, string tenant) => Number(
        name,
        $"SELECT ({string.Join(") + (", TenantTables.All.Where(t => t.Name != "tenants")
            .Select(t => $"SELECT count(*) FROM {t.Name} WHERE tenant_id = '{tenant}'"))})");

    public static TenantMover CreateMover(EmendApp app, Func<TenantMoveStep, Task>? afterStep = null) => new(
        app.Services.GetRequiredService<TenantDirectory>(), app.Services.GetRequiredService<ITenantStore>(), TimeProvider.System)
    {
        NoticePeriod = TimeSpan.Zero, // the node of the test refreshes its directory with the move
        AfterStep = afterStep ?? (_ => Task.CompletedTask),
    };

    /// <summary>Suspends, moves and resumes a tenant through the operator API.</summary>
    public static async Task Move(EmendApp app, string tenant, string database)
    {
        using var operatorClient = new OperatorTestClient(app.Url);
        Assert.Equal(200, (await operatorClient.Suspend(tenant)).Status);
        var moved = await operatorClient.Send(HttpMethod.Post, $"/{tenant}/move", $$"""{"database":"{{database}}"}""");
        Assert.True(moved.Status == 200, moved.Text);
        Assert.Equal((database, "suspended"), ((string)moved["database"]!, (string)moved["state"]!));
        Assert.Equal(200, (await operatorClient.Resume(tenant)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _mainSource.DisposeAsync();
        await _secondSource.DisposeAsync();
        Proxy.Dispose();
        SecondServer.DropDatabase(_second);
        _main.Dispose();
    }
}
