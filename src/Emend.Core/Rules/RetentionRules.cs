using static Emend.Core.Orders.OrderCommand;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>docs/rules/retention.md, row for row: part of every policy, never switched off.</summary>
public static class RetentionRules
{
    /// <summary>For how long an order is kept.</summary>
    public static readonly RuleSet RuleSet = new("keeping",
    [
        Rule.RequiresPermission("KP-1", Permissions.ProcessWrite),
        new("KP-2", State, OnOrder, "to move the date of anonymisation, it has not been done", c => c.RetentionCommand is not SetRetentionDates { AnonymizeAt: not null } || c.Order.AnonymizedAt is null, "Nothing brings back what was erased; only the date of deletion can be moved now.", "anonymizeAt"),
        new("KP-3", RuleKind.Request, OnOrder, "the order is deleted no earlier than what speaks of persons in it", Follows, "Name a date of deletion that is not before that of anonymisation.", "deleteAt"),
        new("KP-4", State, OnOrder, "to be anonymised or deleted, all work on the order has ended", c => c.RetentionCommand is not (Anonymize or Delete) || c.Order.HasEnded, "Finish or cancel the order, and put back what is to be put back."),
        new("KP-5", State, OnOrder, "to be anonymised, the time it is kept has passed", c => c.RetentionCommand is not Anonymize || Due(c, c.Order.ToAnonymizeAt(c.Facts.Settings)), "Wait, or name an earlier date: UPDATE_GDPR_CLEANUP_DATE."),
        new("KP-6", State, OnOrder, "to be deleted, the order was anonymised", c => c.RetentionCommand is not Delete || c.Order.AnonymizedAt is not null, "Wait until it is."),
        new("KP-7", State, OnOrder, "to be deleted, the time it is kept after that has passed", c => c.RetentionCommand is not Delete || Due(c, c.Order.ToDeleteAt(c.Facts.Settings)), "Wait, or name an earlier date: UPDATE_PROCESS_DELETION_DATE."),
    ]);

    private static bool Follows(RuleContext c) =>
        c.RetentionCommand is not SetRetentionDates setRetentionDates
        || (setRetentionDates.DeleteAt ?? c.Order.DeleteAt) is not { } delete
        || (c.Order.AnonymizedAt ?? setRetentionDates.AnonymizeAt ?? c.Order.AnonymizeAt) is not { } anonymize
        || delete >= anonymize;

    private static bool Due(RuleContext c, DateTimeOffset at) => at <= c.Facts.Now;
}
