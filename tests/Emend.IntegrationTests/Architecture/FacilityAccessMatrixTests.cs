using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;
using Emend.Server.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Every endpoint of both APIs for a caller with all permissions whose roles are bound to a facility. <see cref="FacilityScopes"/> tells
/// what each endpoint does then. A new endpoint without a scope fails the test.
/// </summary>
public sealed class FacilityAccessMatrixTests : IAsyncLifetime
{
    /// <summary>The street of every sample customer.</summary>
    private const string Street = "Prinsengracht";

    private readonly FacilityOverride _bound = new();
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private SampleEntities _samples = null!;
    private FacilityId _elsewhere;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton<IActorResolver>(_bound));
        _client = await _app.SignIn();
        _samples = await SampleEntities.Create(_client);
        await _samples.AddEffect(_app);
        const string Address = """{"companyName":"N","street":"D","houseNumber":"1","postalCode":"1","city":"A","country":"NL"}""";
        var elsewhere = await _client.Post("/api/facilities", $$"""{"name":"Elsewhere","address":{{Address}}}""");
        _samples.Add("elsewhere", elsewhere["id"]);
        _elsewhere = new(_samples["elsewhere"]);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public void Every_endpoint_has_a_facility_scope() =>
        RuleFindings.MustBeNone([.. Endpoints().Where(e => FacilityScopes.Find(e.Name, e.Template) is null).Select(e =>
            $"{e.Name} has no facility scope: name an entity at a facility in its sample, or declare one in {nameof(FacilityScopes)}")]);

    [Fact]
    public async Task A_request_that_names_an_entity_at_another_facility_is_refused()
    {
        _bound.Facilities = [_elsewhere];
        var wrong = new List<string>();
        foreach (var (name, template) in NamedRequests())
        {
            var answer = await Call(name, template);
            var refused = answer.Status is 403 || IsRefusedInBatch(answer);
            if (!refused || answer.Text.Contains(Street, StringComparison.Ordinal))
            {
                wrong.Add($"{name} {template.Body}: {answer.Status} {answer.Text}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public async Task A_request_about_every_facility_is_refused()
    {
        _bound.Facilities = [_elsewhere];
        var wrong = new List<string>();
        foreach (var (name, template) in OfScope(FacilityScope.EveryFacility))
        {
            if (await Call(name, template) is { Status: not 403 } answer)
            {
                wrong.Add($"{name}: {answer.Status} {answer.Text}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public async Task A_list_has_only_entities_of_the_own_facilities()
    {
        var wrong = new List<string>();
        foreach (var (name, template) in OfScope(FacilityScope.Listed))
        {
            _bound.Facilities = [_elsewhere];
            var answer = await Call(name, template);
            var others = FacilityScopes.Names.Where(n => answer.Text.Contains(_samples[n], StringComparison.Ordinal));
            if (answer.Status is not 200 || others.Any() || answer.Text.Contains(Street, StringComparison.Ordinal))
            {
                wrong.Add($"{name}: {answer.Status} {string.Join(',', others)} {answer.Text}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public async Task Orders_and_the_tenant_belong_to_no_facility()
    {
        _bound.Facilities = [_elsewhere];
        var wrong = new List<string>();
        foreach (var (name, template) in OfScope(FacilityScope.Tenant).Concat(OfScope(FacilityScope.Order)))
        {
            if (await Call(name, template) is { Status: 401 or 403 } answer)
            {
                wrong.Add($"{name}: {answer.Status} {answer.Text}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    [Fact]
    public async Task A_request_that_names_an_entity_at_an_own_facility_is_not_refused()
    {
        _bound.Facilities =
            [.. (await _client.Get("/api/facilities?size=100"))["facilities"].AsArray().Select(f => new FacilityId((string)f!["id"]!))];
        var wrong = new List<string>();
        foreach (var (name, template) in NamedRequests())
        {
            if (await Call(name, template) is { Status: 401 or 403 } answer)
            {
                wrong.Add($"{name} {template.Body}: {answer.Status} {answer.Text}");
            }
        }

        RuleFindings.MustBeNone(wrong);
    }

    // A reroute of several references answers 200 with one result per reference.
    private static bool IsRefusedInBatch(ApiResponse answer) => answer.Status is 200
        && answer.Text.Contains("\"FAILED\"", StringComparison.Ordinal) && answer.Text.Contains("the facility", StringComparison.Ordinal);

    private IEnumerable<(string Name, SampleRequest Template)> NamedRequests() =>
        OfScope(FacilityScope.Named).Concat(FacilityScopes.MoreNamed);

    private IEnumerable<(string Name, SampleRequest Template)> OfScope(FacilityScope scope) =>
        Endpoints().Where(e => FacilityScopes.Find(e.Name, e.Template) == scope);

    private Task<ApiResponse> Call(string name, SampleRequest template)
    {
        var request = _samples.Fill(template);
        return _client.Send(new(name.Split(' ')[0]), request.Path, request.Body);
    }

    private IEnumerable<(string Name, SampleRequest Template)> Endpoints() =>
        from endpoint in _app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let route = (RouteEndpoint)endpoint
        where endpoint.Metadata.GetMetadata<EndpointAuthorization>() is { RequiresAuthentication: true }
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let name = $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}"
        where SampleRequests.All.ContainsKey(name)
        select (name, SampleRequests.All[name]);

    /// <summary>Binds every caller to facilities, with all permissions.</summary>
    private sealed class FacilityOverride : IActorResolver
    {
        public ImmutableArray<FacilityId> Facilities { get; set; } = [];

        public ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct) => Find(caller, ct);

        public ValueTask<Actor?> Find(Caller caller, CancellationToken ct) =>
            new(new Actor(caller.User, "Test actor", Permissions.All, Facilities));
    }
}
