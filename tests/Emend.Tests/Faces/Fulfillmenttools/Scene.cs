using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Tests.Faces.Fulfillmenttools;

/// <summary>What the face makes of bodies, with the real decisions and without a store: ids and times are always the same.</summary>
internal static class Scene
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly FacilityId Store = new("facility-ams");

    private static readonly Network Network = new(
    [
        new(Store, FacilityStatus.Online, FacilityKind.Store, new Place("NL", "1012 PH", new GeoPoint(52.37, 4.89))),
        new(new("facility-utr"), FacilityStatus.Online, FacilityKind.Warehouse, new Place("NL", "3542 AB", new GeoPoint(52.11, 5.06))),
    ]);

    public static JsonElement Checked(string body, Shape shape)
    {
        var read = JsonBody.Parse(Encoding.UTF8.GetBytes(body), shape);
        Assert.Equal([], read.Problems.Select(p => p.ToString()));
        return read.Json;
    }

    public static Order Place(string body)
    {
        var known = new Dictionary<string, FacilityId>(StringComparer.Ordinal) { ["NL-AMS-01"] = Store };
        var draft = Placing.Draft(Checked(body, OrderShapes.ForCreation), known);
        return Accepted(null, new OrderCommand.Place(draft), Noon).After;
    }

    public static (Order Order, UpdateDetail Update) Modify(Order order, string body)
    {
        var command = Modifying.Order(Checked(body, OrderShapes.ForUpdate)).Command;
        var accepted = Accepted(order, command, Noon.AddHours(1));
        var update = new UpdateDetail(
            accepted.After.Revision, accepted.After.ModifiedAt, new("agent"), "Agent", accepted.Events, command.Comment);
        return (accepted.After, update);
    }

    public static Decision.Accepted Accepted(Order? order, OrderCommand command, DateTimeOffset now)
    {
        var decision = Decider.Decide(order, command, Facts(now, ArticlesOf(order, command)));
        return decision is Decision.Refused refused
            ? throw new InvalidOperationException(string.Join('\n', refused.Because))
            : Assert.IsType<Decision.Accepted>(decision);
    }

    private static IReadOnlyCollection<ArticleId> ArticlesOf(Order? order, OrderCommand command) => Decider.ArticlesOf(order, command);

    private static Facts Facts(DateTimeOffset now, IEnumerable<ArticleId> articles) => new()
    {
        Now = now,
        Seed = new IdSeed(now, 1, 2),
        Actor = new Actor(new("agent"), "Agent", Permissions.All, []),
        Policy = Core.Rules.Fulfillmenttools.Policy,
        Settings = TenantSettings.Default with { AllowLineItemModification = true },
        Network = Network,
        Stock = StockView.Of(Network, [.. articles.Select(a => new StockLevel(Store, a, Quantity.Of(100), Quantity.Zero))]),
        Catalogue = FrozenDictionary<ArticleId, Article>.Empty,
    };
}
