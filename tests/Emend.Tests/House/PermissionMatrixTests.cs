using System.Collections.Frozen;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Tests.Fixtures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Answer = Emend.Tests.Fixtures.Answer;

namespace Emend.Tests.House;

/// <summary>
/// Every endpoint of every face against every permission and every built-in role. A new endpoint says <c>Needs</c> or <c>IsOpen</c>
/// where it is mapped, and has a line in <see cref="PermissionSamples"/>.
/// </summary>
public sealed class PermissionMatrixTests : IAsyncLifetime
{
    private static readonly HashSet<int> NotDecided = [400, 401, 403, 404, 405, 413, 415, 500, 501, 503];

    private readonly Wardrobe wardrobe = new();
    private EmendApp app = null!;
    private FaceClient somebody = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start(services => services.AddSingleton<IActorDirectory>(wardrobe));
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
        var samples = await PermissionSamples.Of(somebody);
        var wrong = new List<string>();
        foreach (var (name, needed) in Endpoints())
        {
            if (needed is null) wrong.Add($"{name} does not say what it needs: add .Needs(…) or .IsOpen() where it is mapped");
            else if (needed.Known && samples.For(name) is { } sample) wrong.AddRange(await Check(name, needed, sample));
            else if (needed.Known) wrong.Add($"{name} has no sample: add one to {nameof(PermissionSamples)}");
        }

        Findings.MustBeNone(wrong);
    }

    [Fact]
    public void Every_permission_asked_for_is_one() =>
        Assert.Empty(Endpoints().SelectMany(e => e.Needed?.Permissions ?? []).Except(Permissions.All));

    /// <summary>What is refused first: then everything is there still that a call might take away.</summary>
    private async Task<List<string>> Check(string name, Needed needed, Sample sample)
    {
        var wrong = new List<string>();
        using var nobody = new HttpClient { BaseAddress = app.Url };
        using var request = Request(name, sample);
        var unknown = await nobody.SendAsync(request);
        if ((int)unknown.StatusCode != 401) wrong.Add($"{name} without a token: {(int)unknown.StatusCode}");
        foreach (var permission in needed.Permissions)
        {
            var answer = await Call(name, sample, Permissions.All.Except([permission]));
            if (answer.Status != 403 || !answer.Text.Contains(permission, StringComparison.Ordinal))
                wrong.Add($"{name} without {permission}: {answer.Status} {answer.Text}");
        }

        foreach (var (role, permissions) in Roles.BuiltIn.Where(r => needed.Permissions.Any(p => !r.Value.Contains(p))))
        {
            var answer = await Call(name, sample, permissions);
            if (answer.Status != 403) wrong.Add($"{name} as {role}: {answer.Status} {answer.Text}");
        }

        var only = await Call(name, sample, needed.Permissions);
        if (NotDecided.Contains(only.Status))
            wrong.Add($"{name} with {string.Join(", ", needed.Permissions)} only: {only.Status} {only.Text}");
        foreach (var (role, permissions) in Roles.BuiltIn.Where(r => needed.Permissions.All(r.Value.Contains)))
        {
            if ((await Call(name, sample, permissions)).Status is 401 or 403) wrong.Add($"{name} as {role} is refused");
        }

        return wrong;
    }

    private Task<Answer> Call(string name, Sample sample, IEnumerable<string> permissions)
    {
        wardrobe.Worn = permissions.ToFrozenSet();
        return somebody.Send(new(name.Split(' ')[0]), sample.Path, sample.Body);
    }

    private static HttpRequestMessage Request(string name, Sample sample) => new(new(name.Split(' ')[0]), sample.Path)
    {
        Content = sample.Body is null ? null : new StringContent(sample.Body, System.Text.Encoding.UTF8, "application/json"),
    };

    private IEnumerable<(string Name, Needed? Needed)> Endpoints() =>
        from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let route = (RouteEndpoint)endpoint
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select ($"{method} /{route.RoutePattern.RawText!.TrimStart('/')}", endpoint.Metadata.GetMetadata<Needed>());

    /// <summary>Dresses whoever comes in what is to be worn.</summary>
    private sealed class Wardrobe : IActorDirectory
    {
        public FrozenSet<string> Worn { get; set; } = Permissions.All;

        public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) => Find(caller, ct);

        public ValueTask<Actor?> Find(Caller caller, CancellationToken ct) => new(new Actor(caller.User, "Somebody", Worn, []));
    }
}
