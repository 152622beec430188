using static Emend.Core.Orders.OrderCommand;
using static Emend.Core.Rules.Looks;
using static Emend.Core.Rules.RowKind;

namespace Emend.Core.Rules;

/// <summary>docs/rules/keeping.md, row for row: part of every policy, never switched off.</summary>
public static class KeepingWork
{
    /// <summary>For how long an order is kept.</summary>
    public static readonly Table Table = new("keeping",
    [
        Row.Caller("KP-1", Permissions.ProcessWrite),
        new("KP-2", State, AtOrder, "to move the date of anonymisation, it has not been done", c => c.Keeping is not Keep { AnonymizeAt: not null } || c.Order.AnonymizedAt is null, "Nothing brings back what was erased; only the date of deletion can be moved now.", "anonymizeAt"),
        new("KP-3", RowKind.Request, AtOrder, "the order is deleted no earlier than what speaks of persons in it", Follows, "Name a date of deletion that is not before that of anonymisation.", "deleteAt"),
        new("KP-4", State, AtOrder, "to be anonymised or deleted, all work on the order has ended", c => c.Keeping is not (Anonymize or Delete) || c.Order.HasEnded, "Finish or cancel the order, and put back what is to be put back."),
        new("KP-5", State, AtOrder, "to be anonymised, the time it is kept has passed", c => c.Keeping is not Anonymize || Due(c, c.Order.ToAnonymizeAt(c.Facts.Settings)), "Wait, or name an earlier date: UPDATE_GDPR_CLEANUP_DATE."),
        new("KP-6", State, AtOrder, "to be deleted, the order was anonymised", c => c.Keeping is not Delete || c.Order.AnonymizedAt is not null, "Wait until it is."),
        new("KP-7", State, AtOrder, "to be deleted, the time it is kept after that has passed", c => c.Keeping is not Delete || Due(c, c.Order.ToDeleteAt(c.Facts.Settings)), "Wait, or name an earlier date: UPDATE_PROCESS_DELETION_DATE."),
    ]);

    private static bool Follows(Case c) =>
        c.Keeping is not Keep keep
        || (keep.DeleteAt ?? c.Order.DeleteAt) is not { } delete
        || (c.Order.AnonymizedAt ?? keep.AnonymizeAt ?? c.Order.AnonymizeAt) is not { } anonymize
        || delete >= anonymize;

    private static bool Due(Case c, DateTimeOffset at) => at <= c.Facts.Now;
}
