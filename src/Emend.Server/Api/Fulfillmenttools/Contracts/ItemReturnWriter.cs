using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes return tasks as item return jobs. Each job has one item return with the same id.</summary>
internal static class ItemReturnWriter
{
    private const int MaxUnits = 100;

    public static void WriteJob(Utf8JsonWriter json, OwnedEntity<ReturnTask> owned)
    {
        var (order, task) = owned;
        json.WriteString("id", task.Id.Value);
        json.WriteNumber("version", task.Version);
        json.WriteTimestamp("created", task.CreatedAt);
        json.WriteTimestamp("lastModified", task.ModifiedAt);
        json.WriteString("status", GetStatus(task));
        json.WriteString("processRef", order.ProcessId.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteBoolean("anonymized", order.AnonymizedAt is not null);
        json.WriteTexts("originFacilityRefs", [task.Facility.Value]);
        var address = order.PersonalData.Consumer.DeliveryAddress;
        json.WriteObjects("consumerAddresses", address is null ? Array.Empty<Address>() : [address], ConsumerWriter.WriteAddress);
        json.WriteObjects("returnableLineItems", task.Lines.Select(line => (line, order)), static (item, entry) =>
        {
            var (line, order) = entry;
            item.WriteString("id", line.Line.Value);
            WriteArticle(item, line, order);
            item.WriteQuantity("delivered", line.Quantity);
            item.WriteQuantity("returnable", line.Quantity - line.Returned);
            item.WriteQuantity("returned", line.Returned);
        });
        json.WriteObjects("itemReturns", [owned], WriteReturn);
    }

    public static void WriteReturn(Utf8JsonWriter json, OwnedEntity<ReturnTask> owned)
    {
        var (order, task) = owned;
        json.WriteString("id", task.Id.Value);
        json.WriteTimestamp("created", task.CreatedAt);
        json.WriteTimestamp("lastModified", task.ModifiedAt);
        json.WriteString("status", GetStatus(task));
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteString("returnFacilityRef", task.Facility.Value);
        json.WriteObjects("returnedLineItems", task.Lines.SelectMany(GetUnits).Take(MaxUnits), static (item, unit) =>
        {
            item.WriteString("id", $"{unit.Line.Line.Value}:{unit.Number}");
            item.WriteString("status", "ACCEPTED");
            item.WriteString("tenantArticleId", unit.Line.Article.Value);
            item.WriteTexts("itemReturnJobLineItemRefs", [unit.Line.Line.Value]);
        });
    }

    /// <summary>Writes an item return in a list.</summary>
    public static void WriteListedReturn(Utf8JsonWriter json, OwnedEntity<ReturnTask> owned)
    {
        WriteReturn(json, owned);
        json.WriteTexts("searchPaths", []);
    }

    // A returned line item of fulfillmenttools is one unit.
    private static IEnumerable<(ReturnLine Line, int Number)> GetUnits(ReturnLine line) =>
        Enumerable.Range(1, (int)Math.Min(MaxUnits, line.Returned.Thousandths / Quantity.From(1).Thousandths))
            .Select(number => (line, number));

    private static void WriteArticle(Utf8JsonWriter json, ReturnLine line, Order order)
    {
        json.WriteStartObject("article");
        json.WriteString("tenantArticleId", line.Article.Value);
        json.WriteString("title", order.FindLine(line.Line)?.Properties.Title ?? line.Article.Value);
        json.WriteEndObject();
    }

    private static string GetStatus(ReturnTask task) => task switch
    {
        { Status: ReturnTaskStatus.Closed } => "FINISHED",
        _ when task.Lines.Any(line => line.Returned > Quantity.Zero) => "IN_PROGRESS",
        _ => "OPEN",
    };
}
