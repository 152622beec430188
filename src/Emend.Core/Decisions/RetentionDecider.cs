using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides for how long an order is kept, and that its time has come.</summary>
internal static class RetentionDecider
{
    public static Decision Decide(Order order, OrderCommand.SetRetentionDates setRetentionDates, DecisionContext context)
    {
        var about = new RuleContext(order, order, context) { RetentionCommand = setRetentionDates };
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(RetentionRules.RuleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (setRetentionDates.Revision is { } named && named != order.Revision)
            return new Decision.VersionConflict(order.Revision, named);
        if ((setRetentionDates.AnonymizeAt ?? order.AnonymizeAt, setRetentionDates.DeleteAt ?? order.DeleteAt) == (order.AnonymizeAt, order.DeleteAt))
            return new Decision.NoChange();
        if (Refusal(about) is { } refused)
            return refused;
        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.RetentionDatesSet(setRetentionDates.AnonymizeAt, setRetentionDates.DeleteAt));
        return builder.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Anonymize anonymize, DecisionContext context)
    {
        if (order.AnonymizedAt is not null)
            return new Decision.NoChange();
        if (Refusal(new RuleContext(order, order, context) { RetentionCommand = anonymize }) is { } refused)
            return refused;
        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.Anonymized());
        return builder.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Delete delete, DecisionContext context)
    {
        if (Refusal(new RuleContext(order, order, context) { RetentionCommand = delete }) is { } refused)
            return refused;
        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.Deleted(Rest(order)));
        return builder.Accept(null);
    }

    private static Decision.Rejected? Refusal(RuleContext about)
    {
        var violations = RuleEvaluator.AtOrder(RetentionRules.RuleSet, about);
        return violations.IsEmpty ? null : new(violations);
    }

    // Neither the merchant's number nor a line: it could be told apart by what it was about.
    private static Order Rest(Order order) => new()
    {
        Id = order.Id,
        ProcessId = order.ProcessId,
        Api = order.Api,
        Status = OrderStatus.Obsolete,
        Revision = order.Revision,
        Version = order.Version,
        Modifications = order.Modifications,
        OrderDate = order.OrderDate,
        CreatedAt = order.CreatedAt,
        ModifiedAt = order.ModifiedAt,
        LastEventAt = order.LastEventAt,
        ReleaseAt = order.ReleaseAt,
        Delivery = new Delivery { Kind = order.Delivery.Kind },
        EndedAt = order.EndedAt,
        AnonymizedAt = order.AnonymizedAt,
        PersonalRevision = order.PersonalRevision,
        PersonalData = order.PersonalData,
    };
}
