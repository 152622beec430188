using Emend.Core;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>An entity in the index: from its id to its order.</summary>
/// <param name="Past">The revision at which it left the order; null while it is live.</param>
internal sealed record OrderEntityRow(
    string Kind, EntityId Entity, FacilityId? Facility, string State, DateTimeOffset CreatedAt, long? Past = null);

/// <summary>What a line holds in a facility.</summary>
internal sealed record ReservationRow(LineId Line, FacilityId Facility, ArticleId Article, Quantity Quantity);

/// <summary>What became of the rows of a projection.</summary>
internal sealed record RowChanges<T>(IReadOnlyList<T> Added, IReadOnlyList<T> Altered, IReadOnlyList<T> Removed);

/// <summary>The rows that other tables keep of an order: a pure function of it, so that they can be rebuilt and compared.</summary>
internal static class OrderProjection
{
    public const string Process = "PROCESS";
    public const string Plan = "PLAN";
    public const string PickJob = "PICK_JOB";
    public const string HandoverJob = "HANDOVER_JOB";
    public const string Shipment = "SHIPMENT";
    public const string Parcel = "PARCEL";
    public const string ReturnTask = "RETURN_TASK";

    public static IEnumerable<OrderEntityRow> Index(Order order) =>
    [
        new(Process, order.ProcessId, null, "", order.CreatedAt),
        .. order.Plans.Select(plan => Of(plan)),
        .. order.PickJobs.Select(job => Of(job)),
        .. order.HandoverJobs.Select(job => Of(job)),
        .. order.Shipments.SelectMany(shipment => Of(shipment)),
        .. order.ReturnTasks.Select(task => Of(task)),
    ];

    public static IEnumerable<OrderEntityRow> Index(EndedEntities past, long revision) =>
    [
        .. past.Plans.Select(plan => Of(plan, revision)), .. past.PickJobs.Select(job => Of(job, revision)),
        .. past.ReturnTasks.Select(task => Of(task, revision)),
        .. past.HandoverJobs.Select(job => Of(job, revision)),
        .. past.Shipments.SelectMany(shipment => Of(shipment, revision)),
    ];

    public static IEnumerable<ReservationRow> Reservations(Order order) =>
        from plan in order.Plans
        where plan.Facility is not null
        from held in plan.Lines
        where held.Reserved > Quantity.Zero
        group held.Reserved by (held.Line, Facility: plan.Facility!.Value) into holding
        let line = order.FindLine(holding.Key.Line)
        where line is not null
        select new ReservationRow(
            line.Id, holding.Key.Facility, line.Article, holding.Aggregate(Quantity.Zero, (sum, reserved) => sum + reserved));

    public static RowChanges<OrderEntityRow> IndexChanges(Order? before, Order after, EndedEntities past) => Diff(
        before is null ? [] : Index(before), [.. Index(after), .. Index(past, after.Revision)], orderEntityRow => (orderEntityRow.Kind, orderEntityRow.Entity));

    public static RowChanges<ReservationRow> ReservationChanges(Order? before, Order after) =>
        Diff(before is null ? [] : Reservations(before), [.. Reservations(after)], row => (row.Line, row.Facility));

    private static OrderEntityRow Of(RoutingPlan plan, long? past = null) =>
        new(Plan, plan.Id, plan.Facility, StoredEnumNames.Plan[plan.Status], plan.CreatedAt, past);

    private static OrderEntityRow Of(ReturnTask task, long? past = null) =>
        new(ReturnTask, task.Id, task.Facility, StoredEnumNames.ReturnTask[task.Status], task.CreatedAt, past);

    private static OrderEntityRow Of(HandoverJob job, long? past = null) =>
        new(HandoverJob, job.Id, job.Facility, StoredEnumNames.Handover[job.Status], job.CreatedAt, past);

    private static IEnumerable<OrderEntityRow> Of(Shipment shipment, long? past = null) =>
    [
        new(Shipment, shipment.Id, shipment.Facility, StoredEnumNames.Shipment[shipment.Status], shipment.CreatedAt, past),
        .. shipment.Parcels.Select(parcel => new OrderEntityRow(
            Parcel, parcel.Id, shipment.Facility, StoredEnumNames.Parcel[parcel.Status], shipment.CreatedAt, past)),
    ];

    private static OrderEntityRow Of(PickJob job, long? past = null) =>
        new(PickJob, job.Id, job.Facility, StoredEnumNames.PickJob[job.Status], job.CreatedAt, past);

    private static RowChanges<T> Diff<T, TKey>(IEnumerable<T> before, IReadOnlyList<T> after, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var gone = before.ToDictionary(key);
        var (added, altered) = (new List<T>(), new List<T>());
        foreach (var row in after)
        {
            if (!gone.Remove(key(row), out var was))
            {
                added.Add(row);
            }
            else if (!row.Equals(was))
            {
                altered.Add(row);
            }
        }

        return new(added, altered, [.. gone.Values]);
    }
}
