using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Maps bodies and decides orders without a store. Ids and times are deterministic.</summary>
internal static class MappingFixture
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly FacilityId Store = new("facility-ams");

    private static readonly Network Network = new(
    [
        new(Store, FacilityStatus.Online, FacilityKind.Store, new PostalLocation("NL", "1012 PH", new GeoPoint(52.37, 4.89))),
        new(
            new("facility-utr"),
            FacilityStatus.Online,
            FacilityKind.Warehouse,
            new PostalLocation("NL", "3542 AB", new GeoPoint(52.11, 5.06))),
    ]);

    public static JsonElement Validate(string body, JsonSchema schema)
    {
        var read = JsonBody.Parse(Encoding.UTF8.GetBytes(body), schema);
        Assert.Equal([], read.Errors.Select(p => p.ToString()));
        return read.Json;
    }

    public static Order Place(string body)
    {
        var known = new Dictionary<string, FacilityId>(StringComparer.Ordinal) { ["NL-AMS-01"] = Store };
        var newOrder = PlaceOrderMapper.ReadOrder(Validate(body, OrderRequestSchemas.ForCreation), known);
        return Accepted(null, new OrderCommand.Place(newOrder), Noon).After;
    }

    public static (Order Order, ModificationDetail Update) Modify(Order order, string body)
    {
        var command = ModificationMapper.ReadModification(Validate(body, OrderRequestSchemas.ForUpdate)).Command;
        var accepted = Accepted(order, command, Noon.AddHours(1));
        var update = new ModificationDetail(
            accepted.After.Revision, accepted.After.ModifiedAt, new("agent"), "Agent", accepted.Events, command.Comment);
        return (accepted.After, update);
    }

    public static Decision.Accepted Accepted(Order? order, OrderCommand command, DateTimeOffset now)
    {
        var decision = Decider.Decide(order, command, CreateContext(now, GetArticles(order, command)));
        return decision is Decision.Rejected rejected
            ? throw new InvalidOperationException(string.Join('\n', rejected.Violations))
            : Assert.IsType<Decision.Accepted>(decision);
    }

    private static IReadOnlyCollection<ArticleId> GetArticles(Order? order, OrderCommand command) => Decider.GetArticles(order, command);

    private static DecisionContext CreateContext(DateTimeOffset now, IEnumerable<ArticleId> articles) => new()
    {
        Now = now,
        Seed = new IdSeed(now, 1, 2),
        Actor = new Actor(new("agent"), "Agent", Permissions.All, []),
        Policy = Core.Rules.FulfillmenttoolsPolicy.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = Network,
        Stock = StockView.From(Network, [.. articles.Select(a => new StockLevel(Store, a, Quantity.From(100), Quantity.Zero))]),
        Catalog = FrozenDictionary<ArticleId, Article>.Empty,
    };
}
