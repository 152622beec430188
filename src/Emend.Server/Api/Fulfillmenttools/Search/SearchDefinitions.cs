using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Application.Search;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Everything that can be searched.</summary>
internal static class SearchDefinitions
{
    private static readonly SortOrder Newest = new(SortOrder.Date, true);

    /// <summary>Orders, without what was done to them.</summary>
    public static readonly SearchDefinition<Order> Orders = new(
        "orders",
        Permissions.AdminModulesRead,
        new(OrderSearchFields.Clause, OrderSearchFields.Sortings, Newest),
        static (json, order) => OrderWriter.Write(json, new(order, [])));

    public static readonly SearchDefinition<OwnedEntity<PickJob>> PickJobs = new(
        "pickJobs", Permissions.PickjobRead, new(FulfillmentSearchFields.PickJob, FulfillmentSearchFields.Sortings, Newest), PickJobWriter.Write)
    {
        Facility = FulfillmentSearchDocuments.Facility,
    };

    public static readonly SearchDefinition<ReservationView> Reservations = new(
        "reservations",
        Permissions.ReservationRead,
        new(FulfillmentSearchFields.Reservation, new Dictionary<string, string>(), new(SortOrder.Id, false)),
        ReservationWriter.Write)
    {
        Facility = FulfillmentSearchDocuments.Facility,
    };
}
