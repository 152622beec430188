using System.Collections.Frozen;
using System.Text.Json;
using Emend.Bench.Data;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Demo;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Storage.Orders;

namespace Emend.Bench.Seeding;

/// <summary>
/// Orders as the product makes them: read by the face, decided by Core, turned into statements by the store. Only the way of the rows
/// into the tables is shorter than a request's.
/// </summary>
internal sealed class Seeder(bool waiting = false)
{
    private static readonly TenantId Tenant = DemoTenant.Tenant.Id;
    private static readonly Dictionary<string, FacilityId> NoFacilities = [];

    private readonly Network _network = new([.. Enumerable.Range(0, DataSet.Facilities).Select(DataSet.Facility)]);
    private readonly FrozenDictionary<ArticleId, Article> _catalogue =
        Enumerable.Range(0, DataSet.Articles).Select(DataSet.Article).ToFrozenDictionary(a => a.Id);

    private readonly Actor _actor = new(new("seeder"), "The Seeder", Permissions.All, []);

    /// <summary>The order of that number, accepted, and what has to be written for it.</summary>
    public (OrderId Id, IReadOnlyList<Server.Storage.Statement> Statements) Order(long number, int? lines = null)
    {
        using var body = JsonDocument.Parse(Bodies.Order(number, lines));
        var draft = Placing.Draft(body.RootElement, NoFacilities);
        var decision = Decider.Decide(null, new OrderCommand.Place(draft), FactsNow());
        if (decision is not Decision.Accepted accepted)
            throw new InvalidOperationException($"Order {number} was not accepted: {decision}.");
        var write = new OrderWrite
        {
            Tenant = Tenant,
            Before = null,
            After = accepted.After,
            Events = accepted.Events,
            Effects = accepted.Effects,
            Provenance = new(_actor.Id, _actor.Name, Face.Name, Fulfillmenttools.Policy.Name, Fulfillmenttools.Policy.Version),
        };
        // A new order frees nothing, and only that is said differently.
        return (accepted.After.Id, OrderStatements.Of(write, Server.Storage.Dialect.PostgreSql).Statements);
    }

    private Facts FactsNow()
    {
        var now = DateTimeOffset.UtcNow;
        var micros = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        return new()
        {
            Now = micros,
            Seed = new IdSeed(micros, (ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64()),
            Actor = _actor,
            Policy = Fulfillmenttools.Policy,
            Settings = TenantSettings.Default with { AllowLineItemModification = true },
            Network = _network,
            Stock = waiting ? NoStock.View : GroupStock.Instance,
            Catalogue = _catalogue,
        };
    }

    /// <summary>Plenty of every article in the facilities of its group.</summary>
    private sealed class GroupStock : IStockView
    {
        public static readonly GroupStock Instance = new();

        private readonly long[][] _rows =
        [
            .. Enumerable.Range(0, DataSet.Groups).Select(group => Enumerable.Range(0, DataSet.Facilities)
                .Select(f => f % DataSet.Groups == group ? DataSet.OnHand.Thousandths : 0).ToArray()),
        ];

        public bool Infinite => false;

        public ReadOnlySpan<long> Available(ArticleId article) =>
            _rows[int.Parse(article.Value.AsSpan("ART-".Length)) % DataSet.Groups];
    }
}
