using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Demo;

/// <summary>What agents and pickers do in the stories.</summary>
internal static class Steps
{
    private const string Agent = "agent@demo.emend";
    private const string Picker = "picker@demo.emend";

    public static Step Quantity(string article, decimal to, string? why = null) =>
        Modify(o => new SetLineQuantity(LineOf(o, article), Exact(to)), why);

    public static Step Remove(string article, string? why = null) => Quantity(article, 0, why);

    public static Step Add(string article, decimal quantity, string? why = null) => Modify(_ => new AddLine(Line(article, quantity)), why);

    public static Step Move(Consumer to, string? why = null) => Modify(_ => new SetConsumer { Addresses = to.Addresses }, why);

    public static Step Mail(string email, string? why = null) => Modify(_ => new SetConsumer { Email = email }, why);

    public static Step WantIn(int days, string? why = null) =>
        Modify(o => new SetPreferredTime(new DateTimeOffset(o.CreatedAt.UtcDateTime.Date.AddDays(days).AddHours(10), TimeSpan.Zero)), why);

    public static Step Attribute(string name, object? value, string? why = null) => Modify(
        _ => new SetAttributes(ImmutableSortedDictionary<string, JsonText?>.Empty.Add(name, value is null ? null : Json(value))), why);

    public static Step AttributeOf(string article, string name, object value) => Modify(
        o => new SetLineAttributes(LineOf(o, article), ImmutableSortedDictionary<string, JsonText?>.Empty.Add(name, Json(value))), null);

    public static Step Start(string? article = null) => Pick(article, _ => new PickStep.Start());

    /// <summary>So much of the article has been picked.</summary>
    public static Step Picked(string article, decimal quantity) =>
        Pick(article, (o, _) => new PickStep.Picked([new(LineOf(o, article), Exact(quantity))]));

    /// <summary>Everything the job asks for has been picked.</summary>
    public static Step PickedAll(string? article = null) =>
        Pick(article, job => new PickStep.Picked([.. job.Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]));

    public static Step Close(string? article = null) => Pick(article, _ => new PickStep.Close());

    public static Step Abort(string? article = null) => Pick(article, _ => new PickStep.Abort());

    public static Step Reset(string? article = null) => Pick(article, _ => new PickStep.Reset());

    public static Step Pause(string? article = null) => Pick(article, _ => new PickStep.Pause());

    public static Step HandOver() => Hand(new HandoverStep.Finish());

    /// <summary>The customer is to say something first.</summary>
    public static Step AskCustomer() => Hand(new HandoverStep.Wait());

    /// <summary>The carrier is asked for the label; who asks carriers does the rest.</summary>
    public static Step AskForLabel() => Label((_, _) => new LabelStep.Request(null));

    /// <summary>The carrier makes none.</summary>
    public static Step LabelRefused(string why) => Label((_, parcel) => new LabelStep.Failed(parcel.LabelRequested!.Value, why));

    /// <summary>The facility of the article's job can't do it.</summary>
    public static Step RerouteTask(string article, string why) => new(Agent, order =>
    {
        var job = order.PickJobs.Single(j => j.Lines.Any(l => l.Line == LineOf(order, article)));
        return (
            new OrderKey.ByPickJob(job.Id),
            new OrderCommand.Process(new ProcessStep.RerouteTask(job.Id), why, IfUnroutable.Accept) { Version = order.Version });
    });

    public static Step Cancel(string why) => Process(new ProcessStep.Cancel(null), why);

    public static Step ForceCancel(string why) => Process(new ProcessStep.ForceCancel(null), why, DemoTenant.Admin);

    /// <summary>All of it shall come from this facility, named as the tenant does.</summary>
    public static Step Assign(string facility, string why) => Process(new ProcessStep.Assign(new(facility)), why);

    public static Step Reroute(string why) => Process(new ProcessStep.Reroute(), why);

    /// <summary>So much of the article is back on the shelf.</summary>
    public static Step PutBack(string article, decimal quantity) => new(Picker, order =>
    {
        var task = order.ReturnTasks.Single(t => t.Lines.Any(l => l.Article.Value == article));
        var step = new ReturnStep.PutBack([new(LineOf(order, article), Exact(quantity))]);
        return (new OrderKey.ByReturnTask(task.Id), new OrderCommand.Return(task.Id, step, task.Version));
    });

    public static LineDraft Line(string article, decimal quantity) =>
        new(new(article), new(DemoArticles.TitleOf(article), null), Exact(quantity), Personal.NoAttributes, null);

    public static JsonText Json(object value) => new(JsonSerializer.Serialize(value));

    public static Quantity Exact(decimal quantity) => Core.Orders.Quantity.From(quantity)!.Value;

    private static Step Modify(Func<Order, Change> change, string? why) => new(
        Agent, o => (new OrderKey.ById(o.Id), new OrderCommand.Modify([change(o)], o.Version, why, IfUnroutable.Accept)));

    private static Step Process(ProcessStep step, string why, string who = Agent) => new(
        who, o => (new OrderKey.ById(o.Id), new OrderCommand.Process(step, why, IfUnroutable.Accept) { Version = o.Version }));

    private static Step Hand(HandoverStep step) => new(DemoTenant.Admin, order =>
    {
        var job = order.HandoverJobs.Single();
        return (new OrderKey.ByHandoverJob(job.Id), new OrderCommand.Hand(job.Id, step, job.Version));
    });

    private static Step Label(Func<Order, Parcel, LabelStep> step) => new(DemoTenant.Admin, order =>
    {
        var (shipment, parcel) = (order.Shipments.Single(), order.Shipments.Single().Parcels[0]);
        return (new OrderKey.ByShipment(shipment.Id), new OrderCommand.Label(parcel.Id, step(order, parcel), parcel.Version));
    });

    private static Step Pick(string? article, Func<PickJob, PickStep> step) => Pick(article, (_, job) => step(job));

    // The job that has the article, or the only one there is.
    private static Step Pick(string? article, Func<Order, PickJob, PickStep> step) => new(Picker, order =>
    {
        var job = order.PickJobs.Single(j => article is null || j.Lines.Any(l => l.Line == LineOf(order, article)));
        return (new OrderKey.ByPickJob(job.Id), new OrderCommand.Pick(job.Id, step(order, job), job.Version));
    });

    private static LineId LineOf(Order order, string article) => order.Lines.Single(l => l.Article.Value == article).Id;
}
