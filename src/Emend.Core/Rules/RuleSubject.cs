using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>What a rule set guards: the order or one request on it.</summary>
public abstract record RuleSubject
{
    private RuleSubject()
    {
    }

    /// <summary>The entity, line or facility that the subject is about; null if it is about the order.</summary>
    internal virtual ViolationSubject? Named => null;

    /// <summary>The order, before a request or after all changes of a modification.</summary>
    public sealed record OfOrder : RuleSubject
    {
        /// <summary>The only instance.</summary>
        public static readonly OfOrder Instance = new();
    }

    /// <summary>An action that a request needs.</summary>
    /// <param name="Name">Name of the action.</param>
    public sealed record OfAction(string Name) : RuleSubject;

    /// <summary>A new order, before and after its routing.</summary>
    /// <param name="NewOrder">The requested order.</param>
    /// <param name="PickJobAt">The facility that must get a pick job for the whole order; null if the strategy decides.</param>
    public sealed record OfNewOrder(NewOrder NewOrder, FacilityId? PickJobAt) : RuleSubject;

    /// <summary>A change of a modification.</summary>
    /// <param name="Change">The change.</param>
    /// <param name="Line">The line that the change names; null if it names none or the order does not have it.</param>
    public sealed record OfChange(Change Change, Line? Line) : RuleSubject
    {
        internal override ViolationSubject? Named =>
            Change.TargetLine is { } line ? new(ViolationSubjectKind.Line, line.Value) : null;

        /// <summary>Creates the subject. Finds the line in the order after the earlier changes.</summary>
        internal static OfChange Create(Change change, Order order) =>
            new(change, change.TargetLine is { } line ? order.FindLine(line) : null);
    }

    /// <summary>The routes of a decision that reroutes units.</summary>
    /// <param name="ExceedsCapacity">Whether units keep a facility that has no picking capacity in time.</param>
    public sealed record OfRoute(bool ExceedsCapacity) : RuleSubject;

    /// <summary>A fulfillment action.</summary>
    /// <param name="Action">The action.</param>
    /// <param name="NamedEntity">The routing plan or pick job that the request names in place of the order; else null.</param>
    public sealed record OfFulfillment(FulfillmentAction Action, EntityId? NamedEntity) : RuleSubject
    {
        internal override ViolationSubject? Named => Action switch
        {
            FulfillmentAction.ReroutePickJob task => new(ViolationSubjectKind.PickJob, task.PickJob.Value),
            FulfillmentAction.Assign assign => new(ViolationSubjectKind.Facility, assign.Facility.Value),
            FulfillmentAction.ChangeCarrier change => new(ViolationSubjectKind.Shipment, change.Shipment.Value),
            FulfillmentAction.SetTargetTime set => new(ViolationSubjectKind.Shipment, set.Shipment.Value),
            _ => null,
        };
    }

    /// <summary>A reroute of unroutable units.</summary>
    /// <param name="NamedEntity">The routing plan that the request names in place of the order; else null.</param>
    public sealed record OfUnroutableUnits(EntityId? NamedEntity) : RuleSubject;

    /// <summary>A shortage of a facility.</summary>
    /// <param name="Plans">The plans whose facility lacks units.</param>
    public sealed record OfShortage(ImmutableArray<RoutingPlan> Plans) : RuleSubject;

    /// <summary>A release.</summary>
    /// <param name="PickJobAt">The facility whose pick job a user requests; null for a release at the release time.</param>
    public sealed record OfRelease(FacilityId? PickJobAt) : RuleSubject
    {
        internal override ViolationSubject? Named =>
            PickJobAt is { } facility ? new(ViolationSubjectKind.Facility, facility.Value) : null;
    }

    /// <summary>Work on a pick job.</summary>
    /// <param name="Job">The pick job; null if the order does not have it.</param>
    /// <param name="Action">The reported action.</param>
    public sealed record OfPickJob(PickJob? Job, PickJobAction Action) : RuleSubject
    {
        internal override ViolationSubject? Named => Job is null ? null : new(ViolationSubjectKind.PickJob, Job.Id.Value);
    }

    /// <summary>Work on a handover job.</summary>
    /// <param name="Job">The handover job; null if the order does not have it.</param>
    /// <param name="Action">The reported action.</param>
    public sealed record OfHandoverJob(HandoverJob? Job, HandoverJobAction Action) : RuleSubject
    {
        internal override ViolationSubject? Named => Job is null ? null : new(ViolationSubjectKind.HandoverJob, Job.Id.Value);
    }

    /// <summary>The creation of a handover job.</summary>
    /// <param name="Command">The request.</param>
    public sealed record OfHandoverCreation(OrderCommand.CreateHandoverJob Command) : RuleSubject
    {
        internal override ViolationSubject? Named => new(ViolationSubjectKind.PickJob, Command.PickJob.Value);
    }

    /// <summary>An action on a parcel or its label.</summary>
    /// <param name="Shipment">The shipment of the parcel; null if the order does not have it.</param>
    /// <param name="Parcel">The parcel; null if the order does not have it.</param>
    /// <param name="Action">The action.</param>
    public sealed record OfParcel(Shipment? Shipment, Parcel? Parcel, LabelAction Action) : RuleSubject
    {
        internal override ViolationSubject? Named => Parcel is null ? null : new(ViolationSubjectKind.Parcel, Parcel.Id.Value);
    }

    /// <summary>Work on a return task.</summary>
    /// <param name="Task">The return task; null if the order does not have it.</param>
    /// <param name="Action">The reported action.</param>
    public sealed record OfReturnTask(ReturnTask? Task, ReturnTaskAction Action) : RuleSubject
    {
        internal override ViolationSubject? Named => Task is null ? null : new(ViolationSubjectKind.ReturnTask, Task.Id.Value);
    }

    /// <summary>A retention command.</summary>
    /// <param name="Command">The command.</param>
    public sealed record OfRetention(OrderCommand Command) : RuleSubject;

    /// <summary>An undo.</summary>
    /// <param name="UnrestoredFields">The fields that the undo does not restore.</param>
    /// <param name="RestoresAnything">Whether the undo restores at least one field.</param>
    public sealed record OfUndo(ImmutableArray<UnrestoredField> UnrestoredFields, bool RestoresAnything) : RuleSubject;
}
