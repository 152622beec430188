using System.Text.Json;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Result of one row of a bulk write: the stock, or all errors of the row.</summary>
internal sealed record StockResultView(StockRowResult Result, IReadOnlyList<ErrorEntry> Errors)
{
    public bool IsSuccess => Errors.Count == 0;

    public static void Write(Utf8JsonWriter json, StockResultView body)
    {
        json.WriteString("status", body.IsSuccess ? ToWireName(body.Result.Status) : "FAILED");
        if (body.IsSuccess)
        {
            json.WriteObject("stock", new StockItemView(body.Result.Stock!, body.Result.TenantFacilityId), StockWriter.Write);
        }
        else
        {
            json.WriteObjects("errors", body.Errors, ErrorEntry.Write);
        }
    }

    private static string ToWireName(StockRowStatus status) => status switch
    {
        StockRowStatus.Created => "CREATED",
        StockRowStatus.Updated => "UPDATED",
        _ => "UNCHANGED",
    };
}
