using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>Everything that can be searched.</summary>
internal static class SearchKinds
{
    private static readonly Sorting Newest = new(Sorting.Date, true);

    /// <summary>Orders, without what was done to them.</summary>
    public static readonly SearchKind<Order> Orders = new(
        "orders",
        Permissions.AdminModulesRead,
        new(OrderQuery.Clause, OrderQuery.Sortings, Newest),
        static (json, order) => OrderBody.Write(json, new(order, [])));

    public static readonly SearchKind<Owned<PickJob>> PickJobs = new(
        "pickJobs", Permissions.PickjobRead, new(WorkQueries.PickJob, WorkQueries.Sortings, Newest), PickJobBody.Write)
    {
        Facility = FindableWork.Facility,
    };

    public static readonly SearchKind<ToldReservation> Reservations = new(
        "reservations",
        Permissions.ReservationRead,
        new(WorkQueries.Reservation, new Dictionary<string, string>(), new(Sorting.Id, false)),
        ReservationBody.Write)
    {
        Facility = FindableWork.Facility,
    };
}
