using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>The searchable resources.</summary>
internal static class SearchDefinitions
{
    private static readonly SortOrder NewestFirst = new(SortOrder.Date, true);

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

    public static readonly SearchDefinition<ReservationView> Reservations = new(
        "reservations",
        Permissions.ReservationRead,
        new(FulfillmentSearchFields.Reservation, new Dictionary<string, string>(), new(SortOrder.Id, false)),
        ReservationWriter.Write)
    {
        FacilityField = FulfillmentSearchDocuments.Facility,
    };
}
