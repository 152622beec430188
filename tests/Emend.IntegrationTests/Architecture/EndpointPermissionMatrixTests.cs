using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;
using Emend.Server.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Answer = Emend.IntegrationTests.Fixtures.ApiResponse;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Every endpoint of every API against every permission and every built-in role. A new endpoint calls <c>RequiresPermission</c> or
/// <c>IsPublic</c> where it is mapped, and has an entry in <see cref="SampleRequests"/>.
/// </summary>
public sealed class EndpointPermissionMatrixTests : IAsyncLifetime
{
    private static readonly HashSet<int> NotDecided = [400, 401, 403, 404, 405, 413, 415, 500, 501, 503];

    private readonly PermissionOverride _permissionOverride = new();
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _somebody = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton<IActorResolver>(_permissionOverride));
        _somebody = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _somebody.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_endpoint_allows_exactly_the_callers_with_its_permissions()
    {
        var samples = await SampleEntities.Create(_somebody);
        await samples.AddEffect(_app);
        var wrong = new List<string>();
        foreach (var (name, endpointAuthorization) in Endpoints())
        {
            if (endpointAuthorization is null)
            {
                wrong.Add($"{name} does not say what it needs: add .Needs(…) or .IsOpen() where it is mapped");
            }
            else if (endpointAuthorization.IsOperator)
            {
                wrong.AddRange(await CheckOperator(name));
            }
            else if (endpointAuthorization.RequiresAuthentication && samples.FindRequest(name) is { } sampleRequest)
            {
                wrong.AddRange(await Check(name, endpointAuthorization, sampleRequest));
            }
            else if (endpointAuthorization.RequiresAuthentication)
            {
                wrong.Add($"{name} has no sample: add one to {nameof(SampleEntities)}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public void Every_required_permission_exists() =>
        Assert.Empty(Endpoints().SelectMany(e => e.Needed?.Permissions ?? []).Except(Permissions.All));

    /// <summary>No permission of a tenant opens the endpoints of the operator.</summary>
    private async Task<List<string>> CheckOperator(string name)
    {
        var path = name.Split(' ')[1].Replace("{tenantId}", "demo", StringComparison.Ordinal);
        var answer = await Call(name, new(path, "{}"), Permissions.All);
        return answer.Status == 401 ? [] : [$"{name} with all permissions of a tenant: {answer.Status}"];
    }

    /// <summary>Runs the rejected calls first, because accepted calls may delete the entities of other calls.</summary>
    private async Task<List<string>> Check(string name, EndpointAuthorization endpointAuthorization, SampleRequest sampleRequest)
    {
        var wrong = new List<string>();
        using var nobody = new HttpClient { BaseAddress = _app.Url };
        using var request = Request(name, sampleRequest);
        var unknown = await nobody.SendAsync(request);
        if ((int)unknown.StatusCode != 401)
        {
            wrong.Add($"{name} without a token: {(int)unknown.StatusCode}");
        }

        if (endpointAuthorization.Alternative is { } alternative
            && NotDecided.Contains((await Call(name, sampleRequest, [alternative])).Status))
        {
            wrong.Add($"{name} with {alternative} only is rejected");
        }

        foreach (var permission in endpointAuthorization.Permissions)
        {
            var without = Permissions.All.Except([permission, endpointAuthorization.Alternative ?? permission]);
            var answer = await Call(name, sampleRequest, without);
            if (answer.Status != 403 || !answer.Text.Contains(permission, StringComparison.Ordinal))
            {
                wrong.Add($"{name} without {permission}: {answer.Status} {answer.Text}");
            }
        }

        foreach (
            var (role, permissions) in BuiltInRoles.BuiltIn.Where(r => !IsSufficient(endpointAuthorization, r.Value)))
        {
            var answer = await Call(name, sampleRequest, permissions);
            if (answer.Status != 403)
            {
                wrong.Add($"{name} as {role}: {answer.Status} {answer.Text}");
            }
        }

        var only = await Call(name, sampleRequest, endpointAuthorization.Permissions);
        if (NotDecided.Contains(only.Status))
        {
            wrong.Add($"{name} with {string.Join(", ", endpointAuthorization.Permissions)} only: {only.Status} {only.Text}");
        }

        foreach (var (role, permissions) in BuiltInRoles.BuiltIn.Where(r => IsSufficient(endpointAuthorization, r.Value)))
        {
            if ((await Call(name, sampleRequest, permissions)).Status is 401 or 403)
            {
                wrong.Add($"{name} as {role} is rejected");
            }
        }

        return wrong;
    }

    private static bool IsSufficient(EndpointAuthorization needed, FrozenSet<string> permissions) =>
        needed.Permissions.All(permissions.Contains) || (needed.Alternative is { } alternative && permissions.Contains(alternative));

    private Task<Answer> Call(string name, SampleRequest sampleRequest, IEnumerable<string> permissions)
    {
        _permissionOverride.GrantedPermissions = permissions.ToFrozenSet();
        return _somebody.Send(new(name.Split(' ')[0]), sampleRequest.Path, sampleRequest.Body);
    }

    private static HttpRequestMessage Request(string name, SampleRequest sampleRequest) => new(new(name.Split(' ')[0]), sampleRequest.Path)
    {
        Content = sampleRequest.Body is null ? null : new StringContent(sampleRequest.Body, System.Text.Encoding.UTF8, "application/json"),
    };

    private IEnumerable<(string Name, EndpointAuthorization? Needed)> Endpoints() =>
        from endpoint in _app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let route = (RouteEndpoint)endpoint
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{route.RoutePattern.RawText!.TrimStart('/')}", endpoint.Metadata.GetMetadata<EndpointAuthorization>());

    /// <summary>Replaces the permissions of every actor with the tested permissions.</summary>
    private sealed class PermissionOverride : IActorResolver
    {
        public FrozenSet<string> GrantedPermissions { get; set; } = Permissions.All;

        public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) => Find(caller, ct);

        public ValueTask<Actor?> Find(Caller caller, CancellationToken ct) =>
            new(new Actor(caller.User, "Test actor", GrantedPermissions, []));
    }
}
