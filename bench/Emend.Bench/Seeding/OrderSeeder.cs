using System.Collections.Frozen;
using System.Text.Json;
using Emend.Bench.Data;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Demo;
using Emend.Server.Storage.Orders;

namespace Emend.Bench.Seeding;

/// <summary>
/// Creates orders as Emend does: the API maps them, Core decides them, and the store creates the statements. Only the insertion into the
/// tables differs from a request.
/// </summary>
internal sealed class OrderSeeder(bool unroutable = false)
{
    private static readonly TenantId Tenant = DemoTenant.Tenant.Id;
    private static readonly Dictionary<string, FacilityId> NoFacilities = [];

    private readonly Network _network = new([.. Enumerable.Range(0, DataSet.Facilities).Select(DataSet.GetFacility)]);
    private readonly FrozenDictionary<ArticleId, Article> _catalog =
        Enumerable.Range(0, DataSet.Articles).Select(DataSet.GetArticle).ToFrozenDictionary(a => a.Id);

    private readonly Actor _actor = new(new("seeder"), "The Seeder", Permissions.All, []);

    /// <summary>Creates the order with this number. Returns its id and the statements that store it.</summary>
    public (OrderId Id, IReadOnlyList<Server.Storage.Statement> Statements) CreateOrder(long number, int? lines = null)
    {
        using var body = JsonDocument.Parse(RequestBodies.Order(number, lines));
        var newOrder = PlaceOrderMapper.ReadOrder(body.RootElement, NoFacilities);
        var decision = Decider.Decide(null, new OrderCommand.Place(newOrder), CreateContext());
        if (decision is not Decision.Accepted accepted)
        {
            throw new InvalidOperationException($"Order {number} was not accepted: {decision}.");
        }

        var write = new OrderWrite
        {
            Tenant = Tenant,
            Before = null,
            After = accepted.After,
            Events = accepted.Events,
            DecisionEffects = accepted.Effects,
            Provenance = new(
                _actor.Id, _actor.Name, FulfillmenttoolsApi.Name,
                FulfillmenttoolsPolicy.Policy.Name, FulfillmenttoolsPolicy.Policy.Version),
        };
        // The two dialects differ only in statements that release reservations. A new order has none.
        return (accepted.After.Id, OrderWriteStatements.Create(write, Server.Storage.Dialect.PostgreSql).Statements);
    }

    private DecisionContext CreateContext()
    {
        var now = DateTimeOffset.UtcNow;
        var micros = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        return new()
        {
            Now = micros,
            Seed = new IdSeed(micros, (ulong)Random.Shared.NextInt64(), (ulong)Random.Shared.NextInt64()),
            Actor = _actor,
            Policy = FulfillmenttoolsPolicy.Policy,
            Settings = TenantSettings.Default with { AllowLineItemModification = true },
            Network = _network,
            Stock = unroutable ? EmptyStock.View : GroupStockView.Instance,
            Catalog = _catalog,
        };
    }

    /// <summary>Ample stock of every article in the facilities of its group.</summary>
    private sealed class GroupStockView : IStockView
    {
        public static readonly GroupStockView Instance = new();

        private readonly long[][] _rows =
        [
            .. Enumerable.Range(0, DataSet.Groups).Select(group => Enumerable.Range(0, DataSet.Facilities)
                .Select(f => f % DataSet.Groups == group ? DataSet.OnHand.Thousandths : 0).ToArray()),
        ];

        public bool IsInfinite => false;

        public ReadOnlySpan<long> Available(ArticleId article) =>
            _rows[int.Parse(article.Value.AsSpan("ART-".Length)) % DataSet.Groups];
    }
}
