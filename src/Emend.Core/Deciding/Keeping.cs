using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Decides for how long an order is kept, and that its time has come.</summary>
internal static class Keeping
{
    public static Decision Decide(Order order, OrderCommand.Keep keep, Facts facts)
    {
        var about = new Case(order, order, facts) { Keeping = keep };
        var checking = new Checking();
        checking.Permissions(KeepingWork.Table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (keep.Revision is { } named && named != order.Revision)
            return new Decision.Stale(order.Revision, named);
        if ((keep.AnonymizeAt ?? order.AnonymizeAt, keep.DeleteAt ?? order.DeleteAt) == (order.AnonymizeAt, order.DeleteAt))
            return new Decision.NoChange();
        if (Refusal(about) is { } refused)
            return refused;
        var draft = Draft.Of(order, facts);
        draft.Happen(new OrderEvent.KeepingSet(keep.AnonymizeAt, keep.DeleteAt));
        return draft.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Anonymize anonymize, Facts facts)
    {
        if (order.AnonymizedAt is not null)
            return new Decision.NoChange();
        if (Refusal(new Case(order, order, facts) { Keeping = anonymize }) is { } refused)
            return refused;
        var draft = Draft.Of(order, facts);
        draft.Happen(new OrderEvent.Anonymized());
        return draft.Accept(null);
    }

    public static Decision Decide(Order order, OrderCommand.Delete delete, Facts facts)
    {
        if (Refusal(new Case(order, order, facts) { Keeping = delete }) is { } refused)
            return refused;
        var draft = Draft.Of(order, facts);
        draft.Happen(new OrderEvent.Deleted(Rest(order)));
        return draft.Accept(null);
    }

    private static Decision.Refused? Refusal(Case about)
    {
        var refusals = Checking.AtOrder(KeepingWork.Table, about);
        return refusals.IsEmpty ? null : new(refusals);
    }

    // Neither the merchant's number nor a line: it could be told apart by what it was about.
    private static Order Rest(Order order) => new()
    {
        Id = order.Id,
        ProcessId = order.ProcessId,
        Face = order.Face,
        Status = OrderStatus.Obsolete,
        Revision = order.Revision,
        Version = order.Version,
        Modifications = order.Modifications,
        OrderDate = order.OrderDate,
        CreatedAt = order.CreatedAt,
        ModifiedAt = order.ModifiedAt,
        TouchedAt = order.TouchedAt,
        ReleaseAt = order.ReleaseAt,
        Delivery = new Delivery { Kind = order.Delivery.Kind },
        EndedAt = order.EndedAt,
        AnonymizedAt = order.AnonymizedAt,
        PersonalRevision = order.PersonalRevision,
        Personal = order.Personal,
    };
}
