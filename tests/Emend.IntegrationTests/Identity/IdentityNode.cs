using System.Text;
using System.Text.Json;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Catalog;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Emend.Server.Storage.Identity;
using Emend.Server.Storage.ReferenceData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Emend.IntegrationTests.Identity;

/// <summary>A response with its body.</summary>
internal sealed record IdentityResponse(int Status, JsonElement Body)
{
    public string? this[string name] => Body.GetProperty(name).GetString();

    public string? ErrorCode => Body.GetProperty("error").GetProperty("message").GetString();
}

/// <summary>A node with only the sign-in endpoints and an endpoint that returns the caller.</summary>
internal sealed class IdentityNode : IAsyncDisposable
{
    public static readonly Tenant Demo = new(new("demo"), "demo", "Demo");

    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private readonly IDisposable? _place;

    private IdentityNode(WebApplication app, IDisposable? place)
    {
        this._app = app;
        this._place = place;
        _client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public TenantProvisioner TenantProvisioner => _app.Services.GetRequiredService<TenantProvisioner>();

    public IActorResolver Actors => _app.Services.GetRequiredService<IActorResolver>();

    public ISignInStore SignIns => _app.Services.GetRequiredService<ISignInStore>();

    public FirstRunProvisioner FirstRunProvisioner => _app.Services.GetRequiredService<FirstRunProvisioner>();

    /// <summary>With a separate store that is deleted with the node.</summary>
    public static Task<IdentityNode> StartAlone(TimeProvider clock, ILoggerProvider? log = null)
    {
        var file = new TemporarySqliteFile();
        return Start(StorageOptions.Sqlite(file.Path), clock, file, log);
    }

    public static async Task<IdentityNode> Start(
        StorageOptions storage, TimeProvider clock, IDisposable? place = null, ILoggerProvider? log = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        if (log is not null)
        {
            builder.Services.AddSingleton(log);
        }

        builder.Services.AddSingleton(clock).AddSingleton(_ => Database.Open(storage))
            .AddSingleton(services => new DatabaseServers(services.GetRequiredService<Database>(), [])).AddSingleton<TenantDirectory>();
        builder.Services.AddSingleton<IIdentityStore, IdentityStore>().AddSingleton<ISignInStore, SignInStore>()
            .AddSingleton<IIdentityAdminStore, IdentityAdminStore>().AddSingleton<ICredentialStore, CredentialStore>()
            .AddSingleton<IFacilityStore, FacilityStore>().AddIdentity();
        var node = builder.Build();
        node.UseRouting();
        node.UseCallerAuthentication();
        node.MapSignIn();
        node.MapGet("/who", GetCaller);
        await node.Services.GetRequiredService<Database>().Migrate(default);
        await node.StartAsync();
        return new(node, place);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _place?.Dispose();
    }

    public Task<bool> Add(Tenant tenant, string username, string password, params RoleAssignment[] roles) =>
        TenantProvisioner.CreateTenant(tenant, [new(username, password, [.. roles])], default);

    public Task<IdentityResponse> SignIn(string email, string password, string key = "demo") =>
        Post($"/v1/accounts:signInWithPassword?key={key}", Json(new { returnSecureToken = true, email, password }));

    public Task<IdentityResponse> Refresh(string? token, string key = "demo") =>
        Post($"/v1/token?key={key}", Json(new { grant_type = "refresh_token", refresh_token = token }));

    public static StringContent Json(object body) => Raw(JsonSerializer.Serialize(body));

    public static StringContent Raw(string body) => new(body, Encoding.UTF8, "application/json");

    public async Task<IdentityResponse> Post(string path, HttpContent? body)
    {
        using var response = await _client.PostAsync(path, body);
        return new((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>The name of the token's user, or the error code.</summary>
    public Task<string> WhoIs(string? token) => WhoSends(token is null ? null : "Bearer " + token);

    public async Task<string> WhoSends(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await _client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> GetCaller(HttpContext context, IActorResolver actors)
    {
        if (context.Features.Get<Caller>() is not { } caller)
        {
            return context.Features.Get<AuthenticationError>()!.Code;
        }

        var actor = await actors.Find(caller, context.RequestAborted);
        return actor is null ? AuthenticationError.Revoked.Code : $"{actor.Name} of {caller.Tenant}";
    }
}
