using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>Pick jobs and reservations as a search sees them.</summary>
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

    /// <param name="owned">The job.</param>
    /// <param name="status">Its status by the name in a search.</param>
    public static SearchDocument Of(OwnedEntity<PickJob> owned, string status)
    {
        var (searchDocument, order, job) = (new SearchDocument(), owned.Order, owned.Entity);
        searchDocument.Add(Id, job.Id.Value);
        searchDocument.Add(Facility, job.Facility.Value);
        searchDocument.Add(Status, status);
        searchDocument.Add(Order, order.Id.Value);
        searchDocument.Add(Number, order.TenantOrderId);
        searchDocument.Add(Created, job.CreatedAt);
        searchDocument.Add(Modified, job.ModifiedAt);
        searchDocument.Add(Target, order.Delivery.PreferredTime);
        foreach (var line in job.Lines) searchDocument.Add(Article, order.Article(line.Line)?.Value);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
            searchDocument.Add(Consumer, string.Join(' ', new[] { address.FirstName, address.LastName }.OfType<string>()));
        return searchDocument;
    }

    public static SearchDocument Of(OwnedEntity<Reservation> owned)
    {
        var (searchDocument, order, held) = (new SearchDocument(), owned.Order, owned.Entity);
        searchDocument.Add(Id, held.Id.Value);
        searchDocument.Add(Facility, held.Facility.Value);
        searchDocument.Add(Article, held.Article.Value);
        searchDocument.Add(Order, held.Order.Value);
        searchDocument.Add(Created, held.CreatedAt);
        foreach (var plan in order.Plans.Where(p => p.Facility == held.Facility && p.Lines.Any(l => l.Line == held.Line)))
        {
            searchDocument.Add(Plan, plan.Id.Value);
            searchDocument.Add(PickJob, order.PickJobOf(plan.Id)?.Id.Value);
        }

        return searchDocument;
    }
}
