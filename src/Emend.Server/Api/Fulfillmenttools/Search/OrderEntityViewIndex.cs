using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Configuration;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search index of routing plans. Adds all plans of the order to each plan.</summary>
internal sealed class RoutingPlanViewIndex(ISearchIndex<OwnedEntity<RoutingPlan>> searchIndex, IOrderReader orderReader)
    : ISearchIndex<RoutingPlanView>
{
    public async Task<SearchPage<RoutingPlanView>> Find(TenantId tenant, SearchRequest request, CancellationToken ct)
    {
        var found = await searchIndex.Find(tenant, request, ct);
        var orders = found.Items.Select(hit => hit.Item.Order.Id).Distinct().ToList();
        var entities = await orderReader.ListEntities(tenant, orders, ct);
        return new(
            [
                .. found.Items.Select(hit => new SearchHit<RoutingPlanView>(
                    hit.At, new(hit.Item, [.. entities.Plans[hit.Item.Order.Id]]))),
            ],
            found.End);
    }

    public Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct) => searchIndex.Count(tenant, where, ct);
}

/// <summary>Search index of parcels. Adds the address of the sender to each parcel.</summary>
internal sealed class ParcelViewIndex(ISearchIndex<OwnedParcel> searchIndex, SenderAddressResolver senders) : ISearchIndex<SentParcel>
{
    public async Task<SearchPage<SentParcel>> Find(TenantId tenant, SearchRequest request, CancellationToken ct)
    {
        var found = await searchIndex.Find(tenant, request, ct);
        var sent = await senders.Resolve(tenant, [.. found.Items.Select(hit => hit.Item)], ct);
        return new([.. found.Items.Zip(sent, (hit, parcel) => new SearchHit<SentParcel>(hit.At, parcel))], found.End);
    }

    public Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct) => searchIndex.Count(tenant, where, ct);
}

/// <summary>Search index of processes. Adds routing plans, pick jobs, and retention times to each process.</summary>
internal sealed class ProcessViewIndex(
    ISearchIndex<OwnedEntity<Order>> searchIndex, IOrderReader orderReader, SettingService settings) : ISearchIndex<ProcessView>
{
    public async Task<SearchPage<ProcessView>> Find(TenantId tenant, SearchRequest request, CancellationToken ct)
    {
        var found = await searchIndex.Find(tenant, request, ct);
        var views = await ToViews(tenant, [.. found.Items.Select(hit => hit.Item.Order)], ct);
        return new([.. found.Items.Zip(views, (hit, view) => new SearchHit<ProcessView>(hit.At, view))], found.End);
    }

    public Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct) => searchIndex.Count(tenant, where, ct);

    /// <summary>The processes of orders.</summary>
    public async Task<IReadOnlyList<ProcessView>> ToViews(TenantId tenant, IReadOnlyList<Order> orders, CancellationToken ct)
    {
        var entities = await orderReader.ListEntities(tenant, [.. orders.Select(order => order.Id)], ct);
        var retention = (await settings.ReadGdpr(tenant, ct)).Value.ApplyTo(TenantSettings.Default);
        return
        [
            .. orders.Select(order => new ProcessView(
                order,
                entities.Plans[order.Id].AtRevision(order),
                entities.PickJobs[order.Id].OrderBy(owned => owned.Entity.Id.Value, StringComparer.Ordinal).AtRevision(order))
            {
                Settings = retention,
            }),
        ];
    }
}
