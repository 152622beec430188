using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides retention dates, anonymization and deletion.</summary>
internal static class RetentionDecider
{
    public static Decision Decide(Order order, OrderCommand.SetRetentionDates command, DecisionContext context)
    {
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfRetention(command));
        var evaluator = new RuleEvaluator(context.Policy);
        evaluator.CheckPermissions(RetentionRules.RuleSet, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (command.Revision is { } expectedVersion && expectedVersion != order.Revision)
        {
            return new Decision.VersionConflict(order.Revision, expectedVersion);
        }

        if ((command.AnonymizeAt ?? order.AnonymizeAt, command.DeleteAt
            ?? order.DeleteAt) == (order.AnonymizeAt, order.DeleteAt))
        {
            return new Decision.NoChange();
        }

        if (CheckRules(ruleContext) is { } rejected)
        {
            return rejected;
        }

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.RetentionDatesSet(command.AnonymizeAt, command.DeleteAt));
        return builder.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Anonymize anonymize, DecisionContext context)
    {
        if (order.AnonymizedAt is not null)
        {
            return new Decision.NoChange();
        }

        if (CheckRules(new RuleContext(order, order, context, new RuleSubject.OfRetention(anonymize))) is { } rejected)
        {
            return rejected;
        }

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.Anonymized());
        return builder.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Delete delete, DecisionContext context)
    {
        if (CheckRules(new RuleContext(order, order, context, new RuleSubject.OfRetention(delete))) is { } rejected)
        {
            return rejected;
        }

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(new OrderEvent.Deleted(CreateTombstone(order)));
        return builder.Accept(null);
    }

    private static Decision.Rejected? CheckRules(RuleContext ruleContext)
    {
        var violations = new RuleEvaluator(ruleContext.Context.Policy).CheckOrder(RetentionRules.RuleSet, ruleContext);
        return violations.IsEmpty ? null : new(violations);
    }

    // The record contains no order number and no lines, so that the order cannot be identified by its content.
    private static Order CreateTombstone(Order order) => new()
    {
        Id = order.Id,
        ProcessId = order.ProcessId,
        Api = order.Api,
        IsDeleted = true,
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
