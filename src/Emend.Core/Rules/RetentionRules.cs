using Emend.Core.Commands;
using static Emend.Core.Commands.OrderCommand;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Retention rules, mandatory in every policy. Source: docs/rules/retention.md.</summary>
public static class RetentionRules
{
    /// <summary>The rule set of retention.</summary>
    public static readonly RuleSet RuleSet = new("retention",
    [
        Rule.RequiresPermission("KP-1", Permissions.ProcessWrite),
        new(
            "KP-2",
            State,
            OnOrder,
            "the anonymization date can change only before the order is anonymized",
            c => GetCommand(c) is not SetRetentionDates { AnonymizeAt: not null } || c.Order.AnonymizedAt is null,
            "Erased data cannot be restored. Change only the deletion date.",
            RequestField.AnonymizeAt),
        new(
            "KP-3",
            RuleKind.Request,
            OnOrder,
            "the deletion date is not before the anonymization date",
            IsDeletionAfterAnonymization,
            "Specify a deletion date that is not before the anonymization date.",
            RequestField.DeleteAt),
        new(
            "KP-4",
            State,
            OnOrder,
            "an order can be anonymized or deleted only after all work on it has ended",
            c => GetCommand(c) is not (Anonymize or Delete) || c.Order.HasEnded,
            "Finish or cancel the order, and complete its return tasks."),
        new(
            "KP-5",
            State,
            OnOrder,
            "an order can be anonymized only on or after its anonymization date",
            c => GetCommand(c) is not Anonymize || IsDue(c, c.Order.GetAnonymizationTime(c.Context.Settings)),
            new("Wait, or set an earlier date.", RemedyOperation.SetAnonymizationDate)),
        new(
            "KP-6",
            State,
            OnOrder,
            "only an anonymized order can be deleted",
            c => GetCommand(c) is not Delete || c.Order.AnonymizedAt is not null,
            "Wait until the order is anonymized."),
        new(
            "KP-7",
            State,
            OnOrder,
            "an order can be deleted only on or after its deletion date",
            c => GetCommand(c) is not Delete || IsDue(c, c.Order.GetDeletionTime(c.Context.Settings)),
            new("Wait, or set an earlier date.", RemedyOperation.SetDeletionDate)),
    ]);

    private static bool IsDeletionAfterAnonymization(RuleContext c) =>
        GetCommand(c) is not SetRetentionDates command
        || (command.DeleteAt ?? c.Order.DeleteAt) is not { } delete
        || (c.Order.AnonymizedAt ?? command.AnonymizeAt ?? c.Order.AnonymizeAt) is not { } anonymize
        || delete >= anonymize;

    private static bool IsDue(RuleContext c, DateTimeOffset at) => at <= c.Context.Now;

    private static OrderCommand? GetCommand(RuleContext c) => (c.Subject as RuleSubject.OfRetention)?.Command;
}
