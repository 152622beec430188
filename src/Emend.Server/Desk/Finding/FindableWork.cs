using Emend.Core.Orders;

namespace Emend.Server.Desk.Finding;

/// <summary>Pick jobs and reservations as a search sees them.</summary>
internal static class FindableWork
{
    public const string Id = "id";
    public const string Facility = "facility";
    public const string Status = "status";
    public const string Order = "order";
    public const string Number = FindableOrder.Number;
    public const string Article = "article";
    public const string Consumer = "consumerName";
    public const string Created = "created";
    public const string Modified = "modified";
    public const string Target = "target";
    public const string PickJob = "pickJob";
    public const string Plan = "plan";

    /// <param name="owned">The job.</param>
    /// <param name="status">Its status by the name in a search.</param>
    public static Findable Of(Owned<PickJob> owned, string status)
    {
        var (found, order, job) = (new Findable(), owned.Order, owned.Entity);
        found.Add(Id, job.Id.Value);
        found.Add(Facility, job.Facility.Value);
        found.Add(Status, status);
        found.Add(Order, order.Id.Value);
        found.Add(Number, order.TenantOrderId);
        found.Add(Created, job.CreatedAt);
        found.Add(Modified, job.ModifiedAt);
        found.Add(Target, order.Delivery.PreferredTime);
        foreach (var line in job.Lines) found.Add(Article, order.Article(line.Line)?.Value);
        if (order.Personal.Consumer.DeliveryAddress is { } address)
            found.Add(Consumer, string.Join(' ', new[] { address.FirstName, address.LastName }.OfType<string>()));
        return found;
    }

    public static Findable Of(Owned<Reservation> owned)
    {
        var (found, order, held) = (new Findable(), owned.Order, owned.Entity);
        found.Add(Id, held.Id.Value);
        found.Add(Facility, held.Facility.Value);
        found.Add(Article, held.Article.Value);
        found.Add(Order, held.Order.Value);
        found.Add(Created, held.CreatedAt);
        foreach (var plan in order.Plans.Where(p => p.Facility == held.Facility && p.Lines.Any(l => l.Line == held.Line)))
        {
            found.Add(Plan, plan.Id.Value);
            found.Add(PickJob, order.PickJobOf(plan.Id)?.Id.Value);
        }

        return found;
    }
}
