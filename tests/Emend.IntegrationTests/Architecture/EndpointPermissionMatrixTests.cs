using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application;
using Emend.Server.Http;
using Emend.Server.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Answer = Emend.IntegrationTests.Fixtures.ApiResponse;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Every endpoint of every face against every permission and every built-in role. A new endpoint says <c>Needs</c> or <c>IsOpen</c>
/// where it is mapped, and has a line in <see cref="SampleEntities"/>.
/// </summary>
public sealed class EndpointPermissionMatrixTests : IAsyncLifetime
{
    private static readonly HashSet<int> NotDecided = [400, 401, 403, 404, 405, 413, 415, 500, 501, 503];

    private readonly PermissionOverride permissionOverride = new();
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient somebody = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start(services => services.AddSingleton<IActorResolver>(permissionOverride));
        somebody = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        somebody.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Every_endpoint_is_open_to_exactly_those_who_may()
    {
        var samples = await SampleEntities.Of(somebody);
        var wrong = new List<string>();
        foreach (var (name, endpointAuthorization) in Endpoints())
        {
            if (endpointAuthorization is null) wrong.Add($"{name} does not say what it needs: add .Needs(…) or .IsOpen() where it is mapped");
            else if (endpointAuthorization.Known && samples.For(name) is { } sampleRequest) wrong.AddRange(await Check(name, endpointAuthorization, sampleRequest));
            else if (endpointAuthorization.Known) wrong.Add($"{name} has no sample: add one to {nameof(SampleEntities)}");
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public void Every_permission_asked_for_is_one() =>
        Assert.Empty(Endpoints().SelectMany(e => e.Needed?.Permissions ?? []).Except(Permissions.All));

    /// <summary>What is refused first: then everything is there still that a call might take away.</summary>
    private async Task<List<string>> Check(string name, EndpointAuthorization endpointAuthorization, SampleRequest sampleRequest)
    {
        var wrong = new List<string>();
        using var nobody = new HttpClient { BaseAddress = app.Url };
        using var request = Request(name, sampleRequest);
        var unknown = await nobody.SendAsync(request);
        if ((int)unknown.StatusCode != 401) wrong.Add($"{name} without a token: {(int)unknown.StatusCode}");
        foreach (var permission in endpointAuthorization.Permissions)
        {
            var answer = await Call(name, sampleRequest, Permissions.All.Except([permission]));
            if (answer.Status != 403 || !answer.Text.Contains(permission, StringComparison.Ordinal))
                wrong.Add($"{name} without {permission}: {answer.Status} {answer.Text}");
        }

        foreach (var (role, permissions) in BuiltInRoles.BuiltIn.Where(r => endpointAuthorization.Permissions.Any(p => !r.Value.Contains(p))))
        {
            var answer = await Call(name, sampleRequest, permissions);
            if (answer.Status != 403) wrong.Add($"{name} as {role}: {answer.Status} {answer.Text}");
        }

        var only = await Call(name, sampleRequest, endpointAuthorization.Permissions);
        if (NotDecided.Contains(only.Status))
            wrong.Add($"{name} with {string.Join(", ", endpointAuthorization.Permissions)} only: {only.Status} {only.Text}");
        foreach (var (role, permissions) in BuiltInRoles.BuiltIn.Where(r => endpointAuthorization.Permissions.All(r.Value.Contains)))
        {
            if ((await Call(name, sampleRequest, permissions)).Status is 401 or 403) wrong.Add($"{name} as {role} is refused");
        }

        return wrong;
    }

    private Task<Answer> Call(string name, SampleRequest sampleRequest, IEnumerable<string> permissions)
    {
        permissionOverride.Worn = permissions.ToFrozenSet();
        return somebody.Send(new(name.Split(' ')[0]), sampleRequest.Path, sampleRequest.Body);
    }

    private static HttpRequestMessage Request(string name, SampleRequest sampleRequest) => new(new(name.Split(' ')[0]), sampleRequest.Path)
    {
        Content = sampleRequest.Body is null ? null : new StringContent(sampleRequest.Body, System.Text.Encoding.UTF8, "application/json"),
    };

    private IEnumerable<(string Name, EndpointAuthorization? Needed)> Endpoints() =>
        from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let route = (RouteEndpoint)endpoint
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{route.RoutePattern.RawText!.TrimStart('/')}", endpoint.Metadata.GetMetadata<EndpointAuthorization>());

    /// <summary>Dresses whoever comes in what is to be worn.</summary>
    private sealed class PermissionOverride : IActorResolver
    {
        public FrozenSet<string> Worn { get; set; } = Permissions.All;

        public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) => Find(caller, ct);

        public ValueTask<Actor?> Find(Caller caller, CancellationToken ct) => new(new Actor(caller.User, "Somebody", Worn, []));
    }
}
