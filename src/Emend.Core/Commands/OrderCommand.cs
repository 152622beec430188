using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Commands;

/// <summary>A requested operation on one order.</summary>
public abstract partial record OrderCommand
{
    private OrderCommand()
    {
    }

    /// <summary>Ids of the rules whose penalty the caller accepts.</summary>
    public ImmutableArray<string> AcceptedPenalties { get; init; } = [];

    /// <summary>Short reason code for statistics, without personal data; null if not specified.</summary>
    public string? Reason { get; init; }

    /// <summary>The entity of the order that the request names, if it does not name the order; else null.</summary>
    public NamedEntity? NamedEntity { get; init; }

    /// <summary>Comment of the caller; null if not specified.</summary>
    public string? CallerComment => this switch
    {
        Modify modify => modify.Comment,
        Undo undo => undo.Comment,
        ChangeFulfillment command => command.Comment,
        RerouteUnroutable rerouteUnroutable => rerouteUnroutable.Comment,
        _ => null,
    };

    /// <summary>Places a new order, routes it and reserves its stock.</summary>
    /// <param name="NewOrder">The new order.</param>
    public sealed record Place(NewOrder NewOrder) : OrderCommand
    {
        /// <summary>The facility that must get a pick job for the whole order at once; null if the strategy decides.</summary>
        public FacilityId? PickJobAt { get; init; }
    }

    /// <summary>Modifies an order. Applies all changes or none.</summary>
    /// <param name="Changes">The changes, in order. A later change sees the result of earlier changes.</param>
    /// <param name="Version">Expected version of the order; null for any version.</param>
    /// <param name="Comment">Comment of the caller; null if not specified.</param>
    /// <param name="IfUnroutable">Behavior if a routed unit becomes unroutable or an added unit cannot be routed.</param>
    public sealed record Modify(
        ImmutableArray<Change> Changes, long? Version, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>Expected revision, as an alternative to the version; null for any revision.</summary>
        public long? Revision { get; init; }

        /// <summary>
        /// Whether the changes are rebased if the expected version or revision is outdated.
        /// </summary>
        public bool Rebase { get; init; }

        /// <summary>Revision of the modification that this modification undoes; else null.</summary>
        internal long? Undoes { get; init; }
    }

    /// <summary>Undoes a modification by a new modification under the current rules, partially or as a whole.</summary>
    /// <param name="Modification">The applied modification.</param>
    /// <param name="Comment">Comment of the caller; null if not specified.</param>
    /// <param name="IfUnroutable">Behavior if a routed unit becomes unroutable or a restored unit cannot be routed.</param>
    public sealed record Undo(AppliedModification Modification, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>Expected revision; null for any revision.</summary>
        public long? Revision { get; init; }

        /// <summary>Whether the undo is rejected if any field cannot be restored.</summary>
        public bool AllOrNothing { get; init; }
    }

    /// <summary>Executes a fulfillment action.</summary>
    /// <param name="Action">The fulfillment action.</param>
    /// <param name="Comment">Comment of the caller; null if not specified.</param>
    /// <param name="IfUnroutable">Behavior if a routed unit becomes unroutable.</param>
    public sealed record ChangeFulfillment(FulfillmentAction Action, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>Expected version of the order; null for any version.</summary>
        public long? Version { get; init; }

        /// <summary>Expected revision; null for any revision.</summary>
        public long? Revision { get; init; }
    }

    /// <summary>Reports work on a return task.</summary>
    /// <param name="Task">The return task.</param>
    /// <param name="Action">The reported action.</param>
    /// <param name="Version">Expected version of the return task; null for any version.</param>
    public sealed record UpdateReturnTask(EntityId Task, ReturnTaskAction Action, long? Version) : OrderCommand;

    /// <summary>Reports work on a pick job.</summary>
    /// <param name="PickJob">The pick job.</param>
    /// <param name="Action">The reported action.</param>
    /// <param name="Version">Expected version of the pick job; null for any version.</param>
    public sealed record UpdatePickJob(EntityId PickJob, PickJobAction Action, long? Version) : OrderCommand;

    /// <summary>Reports work on a handover job.</summary>
    /// <param name="Job">The handover job.</param>
    /// <param name="Action">The reported action.</param>
    /// <param name="Version">Expected version of the handover job; null for any version.</param>
    public sealed record UpdateHandoverJob(EntityId Job, HandoverJobAction Action, long? Version) : OrderCommand;

    /// <summary>
    /// Creates a new handover job for goods that the customer did not accept at the handover and that are not restocked.
    /// </summary>
    /// <param name="PickJob">The finished pick job of the goods, whose handover job was canceled.</param>
    public sealed record CreateHandoverJob(EntityId PickJob) : OrderCommand
    {
        /// <summary>The facility where the caller expects the goods; null for any facility.</summary>
        public FacilityId? Facility { get; init; }

        /// <summary>How the caller expects the customer to get the goods; null if not specified.</summary>
        public DeliveryKind? DeliveryKind { get; init; }

        /// <summary>Expected version of the return task of the goods; null for any version.</summary>
        public long? Version { get; init; }
    }

    /// <summary>Requests or cancels the label of a parcel, splits the parcel, or records what a carrier reports.</summary>
    /// <param name="Parcel">
    /// The parcel. For a label also its shipment, which stands for its first parcel without a label.
    /// </param>
    /// <param name="Action">The label action.</param>
    /// <param name="Version">Expected version of the parcel; null for any version.</param>
    public sealed record UpdateLabel(EntityId Parcel, LabelAction Action, long? Version) : OrderCommand;

    /// <summary>Reroutes unroutable units. Routed units stay at their facility.</summary>
    /// <param name="IsUserRequested">Whether a user requested the reroute. A user request also retries abandoned units.</param>
    public sealed record RerouteUnroutable(bool IsUserRequested) : OrderCommand
    {
        /// <summary>Comment of the caller; null if not specified.</summary>
        public string? Comment { get; init; }

        /// <summary>Expected version of the order; null for any version.</summary>
        public long? Version { get; init; }

        /// <summary>Expected revision; null for any revision.</summary>
        public long? Revision { get; init; }

        /// <summary>Stock allocated to the order; null if the order is routed on all available stock.</summary>
        public StockAllocation? Allocation { get; init; }
    }

    /// <summary>
    /// Handles a shortage: a facility has less stock of an article than reserved. The order gives up its reservation as far as stock is
    /// missing, and the units are rerouted. Started work continues.
    /// </summary>
    /// <param name="Facility">The facility.</param>
    /// <param name="Article">The article.</param>
    public sealed record RerouteShortage(FacilityId Facility, ArticleId Article) : OrderCommand;

    /// <summary>Releases the order: creates pick jobs for its routed plans.</summary>
    public sealed record Release : OrderCommand
    {
        /// <summary>The facility whose pick job a user requests, also before the release time; null when the time has come.</summary>
        public FacilityId? Facility { get; init; }
    }

    /// <summary>Cancels a promised order that was not confirmed in time.</summary>
    public sealed record ExpirePromise : OrderCommand;
}

/// <summary>A routing plan or pick job that a request names in place of the order.</summary>
/// <param name="Entity">The entity. It can be superseded.</param>
/// <param name="Version">Its expected version; null for any version.</param>
public sealed record NamedEntity(EntityId Entity, long? Version)
{
    /// <summary>
    /// Returns the current version if it differs from the expected one. Null if it matches or the order no longer has the entity.
    /// </summary>
    internal long? FindCurrentVersion(Order order)
    {
        if (Version is null)
        {
            return null;
        }

        long? now = order.FindPickJob(Entity)?.Version;
        foreach (var plan in order.Plans)
        {
            if (plan.Id == Entity)
            {
                now = plan.Version;
            }
        }

        return now is { } version && version != Version ? version : null;
    }
}

/// <summary>An applied modification: the order before and after it.</summary>
/// <param name="Revision">Revision of the modification.</param>
/// <param name="Before">The order before the modification.</param>
/// <param name="After">The order after the modification.</param>
public sealed record AppliedModification(long Revision, Order Before, Order After);

/// <summary>Behavior if a reroute makes a routed unit unroutable or cannot route an added unit.</summary>
public enum UnroutableBehavior
{
    /// <summary>Reject the command.</summary>
    Reject,

    /// <summary>Accept the command. The units become unroutable and their reservations are released.</summary>
    Accept,
}
