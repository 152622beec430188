using Emend.Core.Commands;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of new handover jobs for refused goods. Source: create-handover-job.md in docs/rules/fulfillmenttools.</summary>
internal static class HandoverCreationRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.CreateHandoverJob,
    [
        Rule.RequiresPermission("HC-1", Permissions.HandoverjobWrite),
        new(
            "HC-2",
            Permission,
            OnOrder,
            "the caller has access to the facility of the goods",
            c =>
                GetRequest(c)?.PickJob is not { } job || FindFacility(c.Order, job) is not { } facility
                    || c.Context.Actor.CanAccessFacility(facility),
            "Ask a user of that facility to do it."),
        new(
            "HC-3",
            Invariant,
            OnOrder,
            "the order is not canceled",
            c => c.Order.IsActive,
            "The order is canceled. Restock the goods that are still at the facility."),
        new(
            "HC-4",
            State,
            OnOrder,
            "the pick job has no handover job",
            c => GetRequest(c)?.PickJob is not { } job || c.Order.HandoverJobs.All(h => h.PickJobId != job),
            "Use the handover job of the pick job.")
        {
            FindSubject = c => c.Order.HandoverJobs.FirstOrDefault(h => h.PickJobId == GetRequest(c)?.PickJob) is { } handover
                ? new(ViolationSubjectKind.HandoverJob, handover.Id.Value)
                : null,
        },
        new(
            "HC-5",
            State,
            OnOrder,
            "the customer did not accept the goods of the pick job, and goods are not restocked",
            HasGoods,
            "Specify a pick job whose handover job was canceled, or increase the quantity of a line to supply the units again.",
            RequestField.PickJob),
        new(
            "HC-6",
            Request,
            OnOrder,
            "the goods are at the specified facility",
            c =>
                GetRequest(c) is not { Facility: { } specified } creation || FindFacility(c.Order, creation.PickJob) is not { } facility
                    || facility == specified,
            "Specify the facility of the goods.",
            RequestField.Facility),
        new(
            "HC-7",
            Request,
            OnOrder,
            "the customer gets the goods in the specified way",
            c => GetRequest(c) is not { DeliveryKind: { } kind } || kind == c.Order.Delivery.Kind,
            "Specify delivery for a shipped order, and collection for an order that the customer collects.",
            RequestField.HandoverMethod),
    ])
    {
        IsMandatory = true,
        Effects =
        [
            new("handover-job", "a new handover job covers the goods that are not restocked; a shipped order also gets a new shipment"),
            new("return-task", "the return task ends, and its goods count as picked again; the stock does not change"),
        ],
    };

    private static FacilityId? FindFacility(Order order, EntityId pickJob) =>
        RefusedGoods.FindTask(order, pickJob)?.Facility ?? order.FindPickJob(pickJob)?.Facility;

    // Another rule reports that the order is canceled, or that there is a handover job.
    private static bool HasGoods(RuleContext c)
    {
        if (!c.Order.IsActive)
        {
            return true;
        }

        return GetRequest(c)?.PickJob is not { } job
            ? c.Order.ReturnTasks.Any(t => t.IsRefused && HasGoods(c.Order, t))
            : c.Order.HandoverJobs.Any(h => h.PickJobId == job)
                || (RefusedGoods.FindTask(c.Order, job) is { } task && HasGoods(c.Order, task));
    }

    private static bool HasGoods(Order order, ReturnTask task) => !RefusedGoods.GetLines(order, task).IsEmpty;

    private static OrderCommand.CreateHandoverJob? GetRequest(RuleContext c) => (c.Subject as RuleSubject.OfHandoverCreation)?.Command;
}
