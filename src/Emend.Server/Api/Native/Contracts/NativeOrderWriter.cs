using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An order as it is told.</summary>
internal static class NativeOrderWriter
{
    public static void Write(Utf8JsonWriter json, Order order)
    {
        json.WriteString("id", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.WriteString("face", order.Api);
        json.WriteString("status", EnumWireNames.Of(order.Status));
        json.Moment("promisedUntil", order.PromisePeriod?.Until);
        json.WriteNumber("revision", order.Revision);
        json.WriteNumber("version", order.Version);
        json.Moment("orderedAt", order.OrderDate);
        json.Moment("createdAt", order.CreatedAt);
        json.Moment("modifiedAt", order.ModifiedAt);
        json.Moment("releaseAt", order.ReleaseAt);
        json.WriteBoolean("anonymized", order.PersonalData.IsErased);
        json.Object("consumer", order.PersonalData.Consumer, NativeConsumerMapper.Write);
        json.Objects("lines", order.Lines, (line, ordered) => Line(line, ordered, order.PersonalData));
        json.Object("delivery", order.Delivery, Delivery);
        if (!order.Services.IsEmpty) json.Objects("services", order.Services, Service);
        json.Attributes("attributes", order.PersonalData.Attributes);
        Money(json, "total", OrderTotalCalculator.Of(order));
        json.Objects("plans", order.Plans, Plan);
        json.Objects("pickJobs", order.PickJobs, Job);
        json.Objects("handoverJobs", order.HandoverJobs, NativeShippingWriter.HandoverJob);
        json.Objects("shipments", order.Shipments, NativeShippingWriter.Shipment);
        json.Objects("returnTasks", order.ReturnTasks, ReturnTaskWriter.Write);
        if (order.Cancellation is { } cancellation) json.Object("cancelation", cancellation, Cancelation);
    }

    private static void Cancelation(Utf8JsonWriter json, Cancellation cancellation)
    {
        json.WriteBoolean("forced", cancellation.Forced);
        if (cancellation.Expired) json.WriteBoolean("expired", true);
        if (cancellation.Reason is not { } reason) return;
        json.WriteStartObject("reason");
        json.WriteString("id", reason.Id);
        json.WriteString("text", reason.Text);
        json.WriteEndObject();
    }

    public static void Money(Utf8JsonWriter json, string name, Money? money)
    {
        if (money is not { } known) return;
        json.WriteStartObject(name);
        json.WriteNumber("amount", known.Amount);
        json.WriteString("currency", known.Currency);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, Line line, PersonalData personalData)
    {
        json.WriteString("id", line.Id.Value);
        json.WriteString("article", line.Article.Value);
        json.WriteString("title", line.Properties.Title);
        json.Amount("quantity", line.Quantity);
        if (line.UnitPrice is { } price) json.WriteNumber("unitPrice", price);
        json.Kept("details", line.Properties.Details);
        json.Attributes("attributes", personalData.AttributesOf(line.Id));
    }

    private static void Delivery(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteString("kind", delivery.Kind is DeliveryKind.Collect ? NativeOrderRequestSchemas.Collect : NativeOrderRequestSchemas.Shipping);
        json.Text("collectAt", delivery.CollectAt?.Value);
        json.Moment("preferredTime", delivery.PreferredTime);
        if (!delivery.Preselected.IsEmpty) json.Texts("preselected", delivery.Preselected.Select(f => f.Value));
    }

    private static void Service(Utf8JsonWriter json, CustomService service)
    {
        json.WriteString("id", service.Id.Value);
        json.WriteBoolean("bundled", service.Bundled);
        json.Objects("articles", service.Articles, static (article, named) =>
        {
            article.WriteString("article", named.Article.Value);
            article.Amount("quantity", named.Quantity);
        });
        json.Objects("services", service.Items, Service);
        json.Kept("definition", service.Definition);
    }

    private static void Plan(Utf8JsonWriter json, RoutingPlan plan)
    {
        json.WriteString("id", plan.Id.Value);
        json.WriteNumber("version", plan.Version);
        json.WriteString("status", EnumWireNames.Of(plan.Status));
        json.Text("facility", plan.Facility?.Value);
        json.Text("reason", plan.Reason is { } reason ? EnumWireNames.Of(reason) : null);
        json.WriteNumber("run", plan.RunNumber);
        json.Objects("lines", plan.Lines, static (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.Amount("quantity", units.Quantity);
            line.Amount("reserved", units.Reserved);
        });
    }

    private static void Job(Utf8JsonWriter json, PickJob job)
    {
        json.WriteString("id", job.Id.Value);
        json.WriteNumber("version", job.Version);
        json.WriteString("status", EnumWireNames.Of(job.Status));
        json.Text("subStatus", job.SubStatus is { } sub ? EnumWireNames.Of(sub) : null);
        json.WriteString("facility", job.Facility.Value);
        json.WriteString("plan", job.PlanId.Value);
        json.Objects("lines", job.Lines, static (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.Amount("quantity", units.Quantity);
            line.Amount("picked", units.Picked);
            line.WriteString("status", EnumWireNames.Of(units.Status));
            if (!units.Parts.IsEmpty)
                line.Objects("parts", units.Parts.Select(p => (units, p)), static (item, entry) => Part(item, entry.units, entry.p));
        });
    }

    private static void Part(Utf8JsonWriter json, PickLine line, PickLinePart part)
    {
        json.WriteString("id", part.Id.Value);
        json.Amount("quantity", part.Quantity);
        json.Amount("picked", part.Picked);
        json.WriteString("status", EnumWireNames.Of(line.StatusOf(part)));
    }
}
