using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>A row of order_entities. Maps the id of an entity to its order.</summary>
/// <param name="EndedAtRevision">The revision at which the entity ended; null while it is live.</param>
internal sealed record OrderEntityRow(
    string Kind, EntityId Entity, FacilityId? Facility, string State, DateTimeOffset CreatedAt, long? EndedAtRevision = null);

/// <summary>A row of reservations: the quantity that a line reserves in a facility.</summary>
internal sealed record ReservationRow(LineId Line, FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>Changes of the rows of a projection.</summary>
internal sealed record RowChanges<T>(IReadOnlyList<T> Added, IReadOnlyList<T> Changed, IReadOnlyList<T> Removed);

/// <summary>Computes the rows of an order in other tables. Pure function of the order, so the rows can be rebuilt and verified.</summary>
internal static class OrderProjection
{
    public const string Process = "PROCESS";
    public const string Plan = "PLAN";
    public const string PickJob = "PICK_JOB";
    public const string HandoverJob = "HANDOVER_JOB";
    public const string Shipment = "SHIPMENT";
    public const string Parcel = "PARCEL";
    public const string ReturnTask = "RETURN_TASK";

    public static IEnumerable<OrderEntityRow> GetEntityRows(Order order) =>
    [
        new(Process, order.ProcessId, null, "", order.CreatedAt),
        .. order.Plans.Select(plan => CreateRow(plan)),
        .. order.PickJobs.Select(job => CreateRow(job)),
        .. order.HandoverJobs.Select(job => CreateRow(job)),
        .. order.Shipments.SelectMany(shipment => CreateRow(shipment)),
        .. order.ReturnTasks.Select(task => CreateRow(task)),
    ];

    public static IEnumerable<OrderEntityRow> GetEntityRows(EndedEntities endedEntities, long revision) =>
    [
        .. endedEntities.Plans.Select(plan => CreateRow(plan, revision)), .. endedEntities.PickJobs.Select(job => CreateRow(job, revision)),
        .. endedEntities.ReturnTasks.Select(task => CreateRow(task, revision)),
        .. endedEntities.HandoverJobs.Select(job => CreateRow(job, revision)),
        .. endedEntities.Shipments.SelectMany(shipment => CreateRow(shipment, revision)),
    ];

    public static IEnumerable<ReservationRow> GetReservationRows(Order order) =>
        from plan in order.Plans
        where plan.Facility is not null
        from planLine in plan.Lines
        where planLine.Reserved > Quantity.Zero
        group planLine.Reserved by (planLine.Line, Facility: plan.Facility!.Value) into reservation
        let line = order.FindLine(reservation.Key.Line)
        where line is not null
        select new ReservationRow(
            line.Id, reservation.Key.Facility, line.Article, reservation.Aggregate(Quantity.Zero, (sum, reserved) => sum + reserved));

    public static RowChanges<OrderEntityRow> GetEntityChanges(Order? before, Order after, EndedEntities endedEntities) => Diff(
        before is null
            ? []
            : GetEntityRows(before), [.. GetEntityRows(after), .. GetEntityRows(endedEntities, after.Revision)], orderEntityRow =>
            (orderEntityRow.Kind, orderEntityRow.Entity));

    public static RowChanges<ReservationRow> GetReservationChanges(Order? before, Order after) =>
        Diff(before is null ? [] : GetReservationRows(before), [.. GetReservationRows(after)], row => (row.Line, row.Facility));

    private static OrderEntityRow CreateRow(RoutingPlan plan, long? endedAtRevision = null) =>
        new(Plan, plan.Id, plan.Facility, StoredEnumNames.Plan[plan.Status], plan.CreatedAt, endedAtRevision);

    private static OrderEntityRow CreateRow(ReturnTask task, long? endedAtRevision = null) =>
        new(ReturnTask, task.Id, task.Facility, StoredEnumNames.ReturnTask[task.Status], task.CreatedAt, endedAtRevision);

    private static OrderEntityRow CreateRow(HandoverJob job, long? endedAtRevision = null) =>
        new(HandoverJob, job.Id, job.Facility, StoredEnumNames.Handover[job.Status], job.CreatedAt, endedAtRevision);

    private static IEnumerable<OrderEntityRow> CreateRow(Shipment shipment, long? endedAtRevision = null) =>
    [
        new(Shipment, shipment.Id, shipment.Facility, StoredEnumNames.Shipment[shipment.Status], shipment.CreatedAt, endedAtRevision),
        .. shipment.Parcels.Select(parcel => new OrderEntityRow(
            Parcel, parcel.Id, shipment.Facility, StoredEnumNames.Parcel[parcel.Status], shipment.CreatedAt, endedAtRevision)),
    ];

    private static OrderEntityRow CreateRow(PickJob job, long? endedAtRevision = null) =>
        new(PickJob, job.Id, job.Facility, StoredEnumNames.PickJob[job.Status], job.CreatedAt, endedAtRevision);

    private static RowChanges<T> Diff<T, TKey>(IEnumerable<T> before, IReadOnlyList<T> after, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var removed = before.ToDictionary(key);
        var (added, altered) = (new List<T>(), new List<T>());
        foreach (var row in after)
        {
            if (!removed.Remove(key(row), out var previous))
            {
                added.Add(row);
            }
            else if (!row.Equals(previous))
            {
                altered.Add(row);
            }
        }

        return new(added, altered, [.. removed.Values]);
    }
}
