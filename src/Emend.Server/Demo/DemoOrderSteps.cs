using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Demo;

/// <summary>Steps of agents and pickers in the demo scripts.</summary>
internal static class DemoOrderSteps
{
    private const string Agent = "agent@demo.emend";
    private const string Picker = "picker@demo.emend";

    public static DemoOrderStep Quantity(string article, decimal to, string? reason = null) =>
        Modify(o => new SetLineQuantity(LineOf(o, article), ToQuantity(to)), reason);

    public static DemoOrderStep Remove(string article, string? reason = null) => Quantity(article, 0, reason);

    public static DemoOrderStep Add(string article, decimal quantity, string? reason = null) =>
        Modify(_ => new AddLine(Line(article, quantity)), reason);

    public static DemoOrderStep ChangeAddress(Consumer to, string? reason = null) =>
        Modify(_ => new SetConsumer { Addresses = to.Addresses }, reason);

    public static DemoOrderStep ChangeEmail(string email, string? reason = null) => Modify(_ => new SetConsumer { Email = email }, reason);

    public static DemoOrderStep ChangePreferredTime(int days, string? reason = null) =>
        Modify(
            o => new SetPreferredTime(new DateTimeOffset(o.CreatedAt.UtcDateTime.Date.AddDays(days).AddHours(10), TimeSpan.Zero)), reason);

    public static DemoOrderStep SetAttribute(string name, object? value, string? reason = null) => Modify(
        _ => new SetAttributes(ImmutableSortedDictionary<string, JsonText?>.Empty.Add(name, value is null ? null : Json(value))), reason);

    public static DemoOrderStep SetLineAttribute(string article, string name, object value) => Modify(
        o => new SetLineAttributes(LineOf(o, article), ImmutableSortedDictionary<string, JsonText?>.Empty.Add(name, Json(value))), null);

    public static DemoOrderStep Start(string? article = null) => Pick(article, _ => new PickJobAction.Start());

    /// <summary>Reports the picked quantity of an article.</summary>
    public static DemoOrderStep Picked(string article, decimal quantity) =>
        Pick(article, (o, _) => new PickJobAction.Pick([new(LineOf(o, article), ToQuantity(quantity))]));

    /// <summary>Reports everything in the pick job as picked.</summary>
    public static DemoOrderStep PickedAll(string? article = null) =>
        Pick(article, job => new PickJobAction.Pick([.. job.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]));

    public static DemoOrderStep Close(string? article = null) => Pick(article, _ => new PickJobAction.Close());

    public static DemoOrderStep Abort(string? article = null) => Pick(article, _ => new PickJobAction.Abort());

    public static DemoOrderStep Reset(string? article = null) => Pick(article, _ => new PickJobAction.Reset());

    public static DemoOrderStep Pause(string? article = null) => Pick(article, _ => new PickJobAction.Pause());

    public static DemoOrderStep HandOver() => Handover(new HandoverJobAction.HandOverAll());

    /// <summary>Sets the handover job to wait for the customer.</summary>
    public static DemoOrderStep WaitForCustomer() => Handover(new HandoverJobAction.Wait());

    /// <summary>Requests a label. The background worker calls the carrier.</summary>
    public static DemoOrderStep RequestLabel() => Label((_, _) => new LabelAction.Request(null));

    /// <summary>Reports that the carrier rejected the label.</summary>
    public static DemoOrderStep RejectLabel(string reason) =>
        Label((_, parcel) => new LabelAction.Failed(parcel.LabelRequested!.Value, reason));

    /// <summary>Reroutes the pick job of the article to another facility.</summary>
    public static DemoOrderStep RerouteTask(string article, string reason) => new(Agent, order =>
    {
        var job = order.PickJobs.Single(j => j.Lines.Any(l => l.Line == LineOf(order, article)));
        return (
            new OrderKey.ByPickJob(job.Id),
            new OrderCommand.ChangeFulfillment(new FulfillmentAction.ReroutePickJob(job.Id), reason, UnroutableBehavior.Accept)
            {
                Version = order.Version,
            });
    });

    public static DemoOrderStep Cancel(string reason) => ChangeFulfillment(new FulfillmentAction.Cancel(null), reason);

    public static DemoOrderStep ForceCancel(string reason) =>
        ChangeFulfillment(new FulfillmentAction.ForceCancel(null), reason, DemoTenant.Admin);

    /// <summary>Assigns the order to a facility, by tenant facility id.</summary>
    public static DemoOrderStep Assign(string facility, string reason) =>
        ChangeFulfillment(new FulfillmentAction.Assign(new(facility)), reason);

    /// <summary>Reports the restocked quantity of an article.</summary>
    public static DemoOrderStep Restock(string article, decimal quantity) => new(Picker, order =>
    {
        var task = order.ReturnTasks.Single(t => t.Lines.Any(l => l.Article.Value == article));
        var restock = new ReturnTaskAction.Restock([new(LineOf(order, article), ToQuantity(quantity))]);
        return (new OrderKey.ByReturnTask(task.Id), new OrderCommand.UpdateReturnTask(task.Id, restock, task.Version));
    });

    public static NewOrderLine Line(string article, decimal quantity) =>
        new(new(article), new(DemoArticles.GetTitle(article), null), ToQuantity(quantity), PersonalData.NoAttributes, null);

    public static JsonText Json(object value) => new(JsonSerializer.Serialize(value));

    public static Quantity ToQuantity(decimal quantity) => Core.Orders.Quantity.From(quantity)!.Value;

    private static DemoOrderStep Modify(Func<Order, Change> change, string? reason) => new(
        Agent, o => (new OrderKey.ById(o.Id), new OrderCommand.Modify([change(o)], o.Version, reason, UnroutableBehavior.Accept)));

    private static DemoOrderStep ChangeFulfillment(FulfillmentAction action, string reason, string who = Agent) => new(
        who,
        o => (
            new OrderKey.ById(o.Id),
            new OrderCommand.ChangeFulfillment(action, reason, UnroutableBehavior.Accept) { Version = o.Version }));

    private static DemoOrderStep Handover(HandoverJobAction action) => new(DemoTenant.Admin, order =>
    {
        var job = order.HandoverJobs.Single();
        return (new OrderKey.ByHandoverJob(job.Id), new OrderCommand.UpdateHandoverJob(job.Id, action, job.Version));
    });

    private static DemoOrderStep Label(Func<Order, Parcel, LabelAction> step) => new(DemoTenant.Admin, order =>
    {
        var (shipment, parcel) = (order.Shipments.Single(), order.Shipments.Single().Parcels[0]);
        return (new OrderKey.ByShipment(shipment.Id), new OrderCommand.UpdateLabel(parcel.Id, step(order, parcel), parcel.Version));
    });

    private static DemoOrderStep Pick(string? article, Func<PickJob, PickJobAction> step) => Pick(article, (_, job) => step(job));

    // The pick job with the article, or the only pick job.
    private static DemoOrderStep Pick(string? article, Func<Order, PickJob, PickJobAction> step) => new(Picker, order =>
    {
        var job = order.PickJobs.Single(j => article is null || j.Lines.Any(l => l.Line == LineOf(order, article)));
        return (new OrderKey.ByPickJob(job.Id), new OrderCommand.UpdatePickJob(job.Id, step(order, job), job.Version));
    });

    private static LineId LineOf(Order order, string article) => order.Lines.Single(l => l.Article.Value == article).Id;
}
