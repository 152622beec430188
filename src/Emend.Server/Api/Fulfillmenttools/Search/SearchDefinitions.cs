using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Catalog;
using Emend.Server.Http.QueryLanguage;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>The searchable resources.</summary>
internal static class SearchDefinitions
{
    private static readonly SortOrder NewestFirst = new(SortOrder.Date, true);
    private static readonly SortOrder ById = new(SortOrder.Id, false);

    /// <summary>Orders, without modifications.</summary>
    public static readonly SearchDefinition<Order> Orders = new(
        "orders",
        Permissions.AdminModulesRead,
        new(OrderSearchFields.Order, OrderSearchFields.SortFields, NewestFirst),
        static (json, order) => OrderWriter.Write(json, new(order, [])));

    public static readonly SearchDefinition<OwnedEntity<PickJob>> PickJobs = new(
        "pickJobs", Permissions.PickjobRead, new(FulfillmentSearchFields.PickJob, FulfillmentSearchFields.PickJobSortFields, NewestFirst),
        PickJobWriter.Write)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<ProcessView> Processes = new(
        "processes", Permissions.ProcessRead, WithoutSorting(ShippingSearchFields.Process, NewestFirst), ProcessWriter.Write);

    public static readonly SearchDefinition<RoutingPlanView> RoutingPlans = new(
        "routingPlans", Permissions.RoutingRead, WithoutSorting(ShippingSearchFields.RoutingPlan, NewestFirst), RoutingPlanWriter.Write)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<OwnedEntity<HandoverJob>> HandoverJobs = new(
        "handoverJobs", Permissions.HandoverjobRead, WithoutSorting(ShippingSearchFields.HandoverJob, NewestFirst),
        ShippingWriter.WriteHandoverJob)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<OwnedEntity<Shipment>> Shipments = new(
        "shipments", Permissions.ShipmentRead, new(ShippingSearchFields.Shipment, ShippingSearchFields.SortFields, NewestFirst),
        ShippingWriter.WriteShipment)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<SentParcel> Parcels = new(
        "parcels", Permissions.ParcelRead, new(ShippingSearchFields.Parcel, ShippingSearchFields.SortFields, NewestFirst),
        ShippingWriter.WriteParcel)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<StockRow> Stocks = new(
        "stocks", Permissions.StockRead, WithoutSorting(CatalogSearchFields.Stock, ById),
        static (json, row) => StockWriter.Write(json, new(row.Stock, row.TenantFacilityId)))
    {
        FacilityField = CatalogSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<StoredFacility> Facilities = new(
        "facilities", Permissions.FacilityRead, WithoutSorting(CatalogSearchFields.Facility, ById), FacilityWriter.Write)
    {
        FacilityField = CatalogSearchDocuments.Id,
    };

    public static readonly SearchDefinition<User> Users = new(
        "users", Permissions.UsersRead, WithoutSorting(CatalogSearchFields.User, ById), UserWriter.WriteUser);

    public static readonly SearchDefinition<ReservationView> Reservations = new(
        "reservations",
        Permissions.ReservationRead,
        WithoutSorting(FulfillmentSearchFields.Reservation, ById),
        ReservationWriter.Write)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };

    private static SearchRequestBody WithoutSorting(SearchQuery query, SortOrder sort) =>
        new(query, new Dictionary<string, string>(), sort);
}
