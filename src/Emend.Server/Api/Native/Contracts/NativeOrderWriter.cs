using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Pricing;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes an order.</summary>
internal static class NativeOrderWriter
{
    public static void Write(Utf8JsonWriter json, Order order)
    {
        json.WriteString("id", order.Id.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteString("api", order.Api);
        json.WriteString("status", EnumWireNames.ToName(order.Status));
        json.WriteTimestamp("promisedUntil", order.PromisePeriod?.Until);
        json.WriteNumber("revision", order.Revision);
        json.WriteNumber("version", order.Version);
        json.WriteTimestamp("orderedAt", order.OrderDate);
        json.WriteTimestamp("createdAt", order.CreatedAt);
        json.WriteTimestamp("modifiedAt", order.ModifiedAt);
        json.WriteTimestamp("changedAt", order.LastEventAt);
        json.WriteTimestamp("releaseAt", order.ReleaseAt);
        json.WriteBoolean("anonymized", order.PersonalData.IsErased);
        json.WriteObject("consumer", order.PersonalData.Consumer, NativeConsumerMapper.Write);
        json.WriteObjects("lines", order.Lines, (line, ordered) => WriteLine(line, ordered, order));
        json.WriteObject("delivery", order.Delivery, NativeDeliveryMapper.Write);
        if (!order.Services.IsEmpty)
        {
            json.WriteObjects("services", order.Services, WriteService);
        }

        json.WriteAttributes("attributes", order.PersonalData.Attributes);
        WriteMoney(json, "total", OrderTotalCalculator.Calculate(order));
        json.WriteObjects("routingPlans", order.Plans, WriteRoutingPlan);
        json.WriteObjects("pickJobs", order.PickJobs, WritePickJob);
        json.WriteObjects("handoverJobs", order.HandoverJobs, NativeShippingWriter.WriteHandoverJob);
        json.WriteObjects("shipments", order.Shipments, NativeShippingWriter.WriteShipment);
        json.WriteObjects("returnTasks", order.ReturnTasks, ReturnTaskWriter.Write);
        if (order.Cancellation is { } cancellation)
        {
            json.WriteObject("cancellation", cancellation, WriteCancellation);
        }
    }

    private static void WriteCancellation(Utf8JsonWriter json, Cancellation cancellation)
    {
        json.WriteBoolean("forced", cancellation.Forced);
        if (cancellation.Expired)
        {
            json.WriteBoolean("expired", true);
        }

        if (cancellation.Reason is not { } reason)
        {
            return;
        }

        json.WriteStartObject("reason");
        json.WriteString("id", reason.Id);
        json.WriteString("text", reason.Text);
        json.WriteEndObject();
    }

    public static void WriteMoney(Utf8JsonWriter json, string name, Money? money)
    {
        if (money is not { } known)
        {
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("amount", known.Amount);
        json.WriteString("currency", known.Currency);
        json.WriteEndObject();
    }

    private static void WriteLine(Utf8JsonWriter json, Line line, Order order)
    {
        json.WriteString("id", line.Id.Value);
        json.WriteString("article", line.Article.Value);
        json.WriteString("title", line.Properties.Title);
        json.WriteQuantity("quantity", line.Quantity);
        if (line.UnitPrice is { } price)
        {
            json.WriteNumber("unitPrice", price);
        }

        json.WriteJson("details", line.Properties.Details);
        json.WriteAttributes("attributes", order.PersonalData.GetLineAttributes(line.Id));
        json.WriteObject("units", LineUnits.Count(order, line), LineUnitsWriter.Write);
    }

    private static void WriteService(Utf8JsonWriter json, CustomService service)
    {
        json.WriteString("id", service.Id.Value);
        json.WriteBoolean("bundled", service.Bundled);
        json.WriteObjects("articles", service.Articles, static (article, value) =>
        {
            article.WriteString("article", value.Article.Value);
            article.WriteQuantity("quantity", value.Quantity);
        });
        json.WriteObjects("services", service.Items, WriteService);
        json.WriteJson("definition", service.Definition);
    }

    private static void WriteRoutingPlan(Utf8JsonWriter json, RoutingPlan plan)
    {
        json.WriteString("id", plan.Id.Value);
        json.WriteNumber("version", plan.Version);
        json.WriteString("status", EnumWireNames.ToName(plan.Status));
        json.WriteText("facility", plan.Facility?.Value);
        json.WriteText("reason", plan.Reason is { } reason ? EnumWireNames.ToName(reason) : null);
        json.WriteNumber("runNumber", plan.RunNumber);
        json.WriteObjects("lines", plan.Lines, static (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.WriteQuantity("quantity", units.Quantity);
            line.WriteQuantity("reserved", units.Reserved);
        });
    }

    private static void WritePickJob(Utf8JsonWriter json, PickJob job)
    {
        json.WriteString("id", job.Id.Value);
        json.WriteNumber("version", job.Version);
        json.WriteString("status", EnumWireNames.ToName(job.Status));
        json.WriteText("subStatus", job.SubStatus is { } sub ? EnumWireNames.ToName(sub) : null);
        json.WriteString("facility", job.Facility.Value);
        json.WriteString("plan", job.PlanId.Value);
        json.WriteObjects("lines", job.Lines, static (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.WriteQuantity("quantity", units.Quantity);
            line.WriteQuantity("picked", units.Picked);
            line.WriteString("status", EnumWireNames.ToName(units.Status));
            if (!units.Parts.IsEmpty)
            {
                line.WriteObjects(
                    "parts", units.Parts.Select(p => (units, p)), static (item, entry) => WritePickLinePart(item, entry.units, entry.p));
            }
        });
    }

    private static void WritePickLinePart(Utf8JsonWriter json, PickLine line, PickLinePart part)
    {
        json.WriteString("id", part.Id.Value);
        json.WriteQuantity("quantity", part.Quantity);
        json.WriteQuantity("picked", part.Picked);
        json.WriteString("status", EnumWireNames.ToName(line.GetPartStatus(part)));
    }
}
