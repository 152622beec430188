using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>An order.</summary>
[SchemaName("Order")]
internal readonly struct NativeOrderView(Order order)
{
    private const int MaxEntities = 10_000;

    public OrderId Id => order.Id;

    [Id]
    public string? TenantOrderId => order.TenantOrderId;

    [Id, Description("The API that placed the order.")]
    public string Api => order.Api;

    public NativeOrderStatus Status => NativeOrderStatusTable.From(order.Facts);

    [Description("When the promised order expires or expired.")]
    public DateTimeOffset? PromisedUntil => order.PromisePeriod?.Until;

    [Minimum(1), Description("Increases with every journal entry. The ETag has the same value.")]
    public long Revision => order.Revision;

    [Minimum(1), Description("Increases with every change of the order itself. Warehouse actions do not increase it.")]
    public long Version => order.Version;

    public DateTimeOffset OrderedAt => order.OrderDate;

    public DateTimeOffset CreatedAt => order.CreatedAt;

    [Description("When the order itself last changed. Warehouse actions do not count.")]
    public DateTimeOffset ModifiedAt => order.ModifiedAt;

    [Description("When anything of the order last changed, including its fulfillment.")]
    public DateTimeOffset ChangedAt => order.LastEventAt;

    [Description("When pick jobs are created for the units.")]
    public DateTimeOffset ReleaseAt => order.ReleaseAt;

    [Description("True if the personal data was erased.")]
    public bool Anonymized => order.PersonalData.IsErased;

    public ConsumerView Consumer => new(order.PersonalData.Consumer);

    public IEnumerable<LineView> Lines => LineView.Of(order);

    public DeliveryView Delivery => new(order.Delivery);

    public IEnumerable<CustomServiceView>? Services => order.Services.NullIfEmpty()?.Select(service => new CustomServiceView(service));

    public IReadOnlyDictionary<string, JsonText>? Attributes => order.PersonalData.Attributes.NullIfEmpty();

    [Description("Missing if a line has no price.")]
    public MoneyView? Total => MoneyView.From(OrderTotalCalculator.Calculate(order));

    [MaxLength(MaxEntities)]
    public IEnumerable<NativeRoutingPlanView> RoutingPlans => order.Plans.Select(plan => new NativeRoutingPlanView(plan));

    [MaxLength(MaxEntities)]
    public IEnumerable<PickJobView> PickJobs => order.PickJobs.Select(job => new PickJobView(job));

    [MaxLength(MaxEntities)]
    public IEnumerable<HandoverJobView> HandoverJobs => order.HandoverJobs.Select(job => new HandoverJobView(job));

    [MaxLength(MaxEntities)]
    public IEnumerable<ShipmentView> Shipments => order.Shipments.Select(shipment => new ShipmentView(shipment));

    [MaxLength(MaxEntities), Description("The goods that are still to be restocked.")]
    public IEnumerable<ReturnTaskView> ReturnTasks => order.ReturnTasks.Select(task => new ReturnTaskView(task));

    [Description("Present if the order is canceled.")]
    public CancellationView? Cancellation => order.Cancellation is { } cancellation ? new(cancellation) : null;
}

/// <summary>A line of an order.</summary>
internal readonly struct LineView(Order order, Line line)
{
    public LineId Id => line.Id;

    public ArticleId Article => line.Article;

    public string Title => line.Properties.Title;

    [Positive]
    public Quantity Quantity => line.Quantity;

    public decimal? UnitPrice => line.UnitPrice;

    public JsonText? Details => line.Properties.Details;

    public IReadOnlyDictionary<string, JsonText>? Attributes => order.PersonalData.GetLineAttributes(line.Id).NullIfEmpty();

    public LineUnits Units => LineUnits.Count(order, line);

    public static IEnumerable<LineView> Of(Order order) => order.Lines.Select(line => new LineView(order, line));
}

/// <summary>A service of an order.</summary>
internal readonly struct CustomServiceView(CustomService service)
{
    // Stored ids of services have no minimum length.
    public string Id => service.Id.Value;

    public bool Bundled => service.Bundled;

    public IEnumerable<ServicedArticleView> Articles => service.Articles.Select(article => new ServicedArticleView(article));

    public IEnumerable<CustomServiceView> Services => service.Items.Select(item => new CustomServiceView(item));

    public JsonText Definition => service.Definition;
}

/// <summary>An article of a service and its quantity.</summary>
internal readonly struct ServicedArticleView(ServicedArticle article)
{
    public ArticleId Article => article.Article;

    public Quantity Quantity => article.Quantity;
}

/// <summary>Why and how an order was canceled.</summary>
internal readonly struct CancellationView(Cancellation cancellation)
{
    [Description("True if the order was canceled by force, regardless of its progress.")]
    public bool Forced => cancellation.Forced;

    [Description("True if the promised order was not confirmed in time.")]
    public bool? Expired => cancellation.Expired ? true : null;

    public CancellationReasonView? Reason => cancellation.Reason is { } reason ? new(reason) : null;
}

/// <summary>The reason of a cancellation.</summary>
internal readonly struct CancellationReasonView(CancellationReason reason)
{
    [Id]
    public string Id => reason.Id;

    public string Text => reason.Text;
}

/// <summary>An amount of money.</summary>
internal readonly struct MoneyView(Money money)
{
    public decimal Amount => money.Amount;

    [NonBlank(3)]
    public string Currency => money.Currency;

    public static MoneyView? From(Money? money) => money is { } known ? new(known) : null;
}
