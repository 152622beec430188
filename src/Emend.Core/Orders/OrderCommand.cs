using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Routing;

namespace Emend.Core.Orders;

/// <summary>One request about one order.</summary>
public abstract partial record OrderCommand
{
    private OrderCommand()
    {
    }

    /// <summary>The soft rows whose penalty the caller takes, by id.</summary>
    public ImmutableArray<string> AcceptedPenalties { get; init; } = [];

    /// <summary>The kind of reason, short and without personal data, to count by; null where nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>An entity of the order in the version the caller saw; null where they named none.</summary>
    public ExpectedVersion? ExpectedVersion { get; init; }

    /// <summary>Why, in the caller's words; null where nobody said.</summary>
    public string? CallerComment => this switch
    {
        Modify modify => modify.Comment,
        Undo undo => undo.Comment,
        ChangeFulfillment changeFulfillment => changeFulfillment.Comment,
        RerouteUnroutable rerouteUnroutable => rerouteUnroutable.Comment,
        _ => null,
    };

    /// <summary>Take a new order, route it, reserve its stock.</summary>
    /// <param name="Draft">What was ordered.</param>
    public sealed record Place(NewOrder Draft) : OrderCommand;

    /// <summary>Change an order: all changes, or none.</summary>
    /// <param name="Changes">The steps, in order; a later one sees what the earlier ones did.</param>
    /// <param name="Version">The version of the order the caller saw; null decides on whatever it is now.</param>
    /// <param name="Comment">Why; null where nobody said.</param>
    /// <param name="IfUnroutable">What to do if a unit would lose its place, or an added one finds none.</param>
    public sealed record Modify(
        ImmutableArray<Change> Changes, long? Version, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>The revision the caller saw, for who names that in place of the version; null for whatever it is now.</summary>
        public long? Revision { get; init; }

        /// <summary>
        /// Whether, where the named version or revision is stale, what nobody else touched since is done all the same.
        /// </summary>
        public bool Rebase { get; init; }

        /// <summary>The revision of the modification that it takes back; null for every other.</summary>
        internal long? Undoes { get; init; }
    }

    /// <summary>Take back a modification by a new one, under today's rules: as far as that can be, or not at all.</summary>
    /// <param name="Of">The modification, which was applied once.</param>
    /// <param name="Comment">Why; null where nobody said.</param>
    /// <param name="IfUnroutable">What to do if a unit would lose its place, or one that comes back finds none.</param>
    public sealed record Undo(AppliedModification Of, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>The revision of the order the caller saw; null for whatever it is now.</summary>
        public long? Revision { get; init; }

        /// <summary>Whether it is refused where something of the modification can't go back.</summary>
        public bool AllOrNothing { get; init; }
    }

    /// <summary>Change how an order is fulfilled.</summary>
    /// <param name="Step">What is asked.</param>
    /// <param name="Comment">Why; null where nobody said.</param>
    /// <param name="IfUnroutable">What to do if a unit would lose its place.</param>
    public sealed record ChangeFulfillment(FulfillmentAction Step, string? Comment, UnroutableBehavior IfUnroutable) : OrderCommand
    {
        /// <summary>The version of the order the caller saw; null for whatever it is now.</summary>
        public long? Version { get; init; }

        /// <summary>The revision the caller saw, for who names that; null for whatever it is now.</summary>
        public long? Revision { get; init; }
    }

    /// <summary>Report work on a return task.</summary>
    /// <param name="Task">Which.</param>
    /// <param name="Step">What was done.</param>
    /// <param name="Version">The version of the task the caller saw; null takes whatever it is now.</param>
    public sealed record UpdateReturnTask(EntityId Task, ReturnTaskAction Step, long? Version) : OrderCommand;

    /// <summary>Report work on a pick job.</summary>
    /// <param name="PickJob">Which.</param>
    /// <param name="Step">What was done.</param>
    /// <param name="Version">The version of the pick job the caller saw; null takes whatever it is now.</param>
    public sealed record UpdatePickJob(EntityId PickJob, PickJobAction Step, long? Version) : OrderCommand;

    /// <summary>Report work on a handover job.</summary>
    /// <param name="Job">Which.</param>
    /// <param name="Step">What was done.</param>
    /// <param name="Version">The version of the handover job the caller saw; null takes whatever it is now.</param>
    public sealed record UpdateHandoverJob(EntityId Job, HandoverJobAction Step, long? Version) : OrderCommand;

    /// <summary>Ask a carrier for the label of a parcel, or tell its answer.</summary>
    /// <param name="Parcel">Which; or its shipment, and then the parcel of it that has no label.</param>
    /// <param name="Step">What is asked or told.</param>
    /// <param name="Version">The version of the parcel the caller saw; null takes whatever it is now.</param>
    public sealed record UpdateLabel(EntityId Parcel, LabelAction Step, long? Version) : OrderCommand;

    /// <summary>Route again the units that found no place; what has one stays where it is.</summary>
    /// <param name="IsUserRequested">Whether a person asks: then also what was given up is tried again.</param>
    public sealed record RerouteUnroutable(bool IsUserRequested) : OrderCommand
    {
        /// <summary>Why; null where nobody said.</summary>
        public string? Comment { get; init; }

        /// <summary>The version of the order the caller saw; null for whatever it is now.</summary>
        public long? Version { get; init; }

        /// <summary>The revision the caller saw, for who names that; null for whatever it is now.</summary>
        public long? Revision { get; init; }

        /// <summary>What a joint plan means for the order; null where it is routed on whatever there is.</summary>
        public StockAllocation? Allotted { get; init; }
    }

    /// <summary>
    /// A facility has less of an article than orders hold there: what this order holds of it is given up as far as it is lacking,
    /// and routed again. Work that was begun goes on.
    /// </summary>
    /// <param name="Facility">Where.</param>
    /// <param name="Article">Of what.</param>
    public sealed record RerouteShortage(FacilityId Facility, ArticleId Article) : OrderCommand;

    /// <summary>Offer to the facilities what is routed and was held back.</summary>
    public sealed record Release : OrderCommand;

    /// <summary>End an order whose promise nobody confirmed in time.</summary>
    public sealed record ExpirePromise : OrderCommand;
}

/// <summary>A live plan or pick job as the caller saw it.</summary>
/// <param name="Entity">Which.</param>
/// <param name="Version">In which version.</param>
public sealed record ExpectedVersion(EntityId Entity, long Version)
{
    /// <summary>Its version now, where that is another one; null also where the order has it no more.</summary>
    internal long? Otherwise(Order order)
    {
        long? now = order.FindPickJob(Entity)?.Version;
        foreach (var plan in order.Plans)
            if (plan.Id == Entity)
                now = plan.Version;
        return now is { } version && version != Version ? version : null;
    }
}

/// <summary>A modification that was applied: the order before and after it. What was is never otherwise again.</summary>
/// <param name="Revision">The revision it made.</param>
/// <param name="Before">The order before it.</param>
/// <param name="After">The order after it.</param>
public sealed record AppliedModification(long Revision, Order Before, Order After);

/// <summary>What to do if a reroute would leave a unit without a place that had one, or an added unit finds none.</summary>
public enum UnroutableBehavior
{
    /// <summary>Refuse; the order keeps what it had.</summary>
    Refuse,

    /// <summary>Go on; those units become not routable and give their stock back.</summary>
    Accept,
}

/// <summary>What was done on a pick job.</summary>
public abstract record PickJobAction
{
    private PickJobAction()
    {
    }

    /// <summary>A picker begins.</summary>
    public sealed record Start : PickJobAction;

    /// <summary>So much of these lines, or parts of lines, has been picked in all; reported again, it changes nothing.</summary>
    public sealed record Pick(ImmutableArray<LineQuantity> Lines) : PickJobAction;

    /// <summary>Lines, or parts of them, become the pieces that name them; what those leave is one more part.</summary>
    public sealed record Split(ImmutableArray<PickLineSplitPart> Pieces) : PickJobAction;

    /// <summary>These parts of one line become one; the line is whole again where that is all of it.</summary>
    public sealed record Merge(ImmutableArray<LineId> Parts) : PickJobAction;

    /// <summary>A picker lays it aside, to go on later.</summary>
    public sealed record Pause : PickJobAction;

    /// <summary>Finished, also where less was found.</summary>
    public sealed record Close : PickJobAction;

    /// <summary>The facility gives it up; its units are routed again.</summary>
    public sealed record Abort : PickJobAction;

    /// <summary>What was picked was put back; the job begins anew.</summary>
    public sealed record Reset : PickJobAction;

    /// <summary>The same, and the picker begins at once.</summary>
    public sealed record Restart : PickJobAction;

    /// <summary>Nobody is to do it: what was picked is put back, and its units are not routed again.</summary>
    /// <param name="Obsolete">Whether it is out of date, and not called off.</param>
    public sealed record Cancel(bool Obsolete) : PickJobAction;
}

/// <summary>An order as a face hands it in, well formed, not yet decided on.</summary>
public sealed record NewOrder
{
    /// <summary>The merchant's own number, null where none was given.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The face it comes through.</summary>
    public required string Api { get; init; }

    /// <summary>When the shop took the order.</summary>
    public required DateTimeOffset OrderDate { get; init; }

    /// <summary>Whether it is to be worked on at once, or is locked or promised only.</summary>
    public OrderStatus Status { get; init; } = OrderStatus.Open;

    /// <summary>Until when it is promised; null where it is not.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>How and where to; the destination is taken from the consumer.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The lines.</summary>
    public required ImmutableArray<NewOrderLine> Lines { get; init; }

    /// <summary>Services on articles of the order, without ids.</summary>
    public ImmutableArray<CustomService> Services { get; init; } = [];

    /// <summary>Who ordered.</summary>
    public Consumer Consumer { get; init; } = Consumer.Unknown;

    /// <summary>Free attributes of the order.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>Members of the face that Emend keeps without reading them.</summary>
    public JsonText? Extras { get; init; }
}

/// <summary>A line as a face hands it in.</summary>
/// <param name="Article">Which article.</param>
/// <param name="Properties">What is said of it.</param>
/// <param name="Quantity">How much.</param>
/// <param name="Attributes">Free attributes.</param>
/// <param name="Extras">Members of the face that Emend keeps without reading them.</param>
public sealed record NewOrderLine(
    ArticleId Article,
    ArticleProperties Properties,
    Quantity Quantity,
    ImmutableSortedDictionary<string, JsonText> Attributes,
    JsonText? Extras)
{
    internal Line ToLine(LineId id, decimal? unitPrice) => new()
    {
        Id = id,
        Article = Article,
        Properties = Properties,
        Quantity = Quantity,
        UnitPrice = unitPrice,
        AdditionalData = Extras,
    };
}
