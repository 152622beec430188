using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.Search;

/// <summary>Search documents of pick jobs and reservations.</summary>
internal static class FulfillmentSearchDocuments
{
    public const string Id = "id";
    public const string Facility = "facility";
    public const string Status = "status";
    public const string Order = "order";
    public const string Number = OrderSearchDocument.Number;
    public const string Article = "article";
    public const string Consumer = "consumerName";
    public const string Created = "created";
    public const string Modified = "modified";
    public const string Target = "target";
    public const string PickJob = "pickJob";
    public const string Plan = "plan";

    /// <param name="owned">The pick job.</param>
    /// <param name="status">The search name of its status.</param>
    public static SearchDocument Create(OwnedEntity<PickJob> owned, string status)
    {
        var (document, order, job) = (new SearchDocument(), owned.Order, owned.Entity);
        document.Add(Id, job.Id.Value);
        document.Add(Facility, job.Facility.Value);
        document.Add(Status, status);
        document.Add(Order, order.Id.Value);
        document.Add(Number, order.TenantOrderId);
        document.Add(Created, job.CreatedAt);
        document.Add(Modified, job.ModifiedAt);
        document.Add(Target, order.Delivery.PreferredTime);
        foreach (var line in job.Lines)
        {
            document.Add(Article, order.FindArticle(line.Line)?.Value);
        }

        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            document.Add(Consumer, string.Join(' ', new[] { address.FirstName, address.LastName }.OfType<string>()));
        }

        return document;
    }

    public static SearchDocument Create(OwnedEntity<Reservation> owned)
    {
        var (document, order, held) = (new SearchDocument(), owned.Order, owned.Entity);
        document.Add(Id, held.Id.Value);
        document.Add(Facility, held.Facility.Value);
        document.Add(Article, held.Article.Value);
        document.Add(Order, held.Order.Value);
        document.Add(Created, held.CreatedAt);
        foreach (var plan in order.Plans.Where(p => p.Facility == held.Facility && p.Lines.Any(l => l.Line == held.Line)))
        {
            document.Add(Plan, plan.Id.Value);
            document.Add(PickJob, order.FindPickJobOfPlan(plan.Id)?.Id.Value);
        }

        return document;
    }
}
