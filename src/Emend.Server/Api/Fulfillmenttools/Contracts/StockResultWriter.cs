using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What became of one row of a bulk write: the stock, or everything that was wrong with the row.</summary>
internal sealed record StockResultWriter(StockRowResult Result, IReadOnlyList<ErrorWriter> Errors)
{
    public bool IsGood => Errors.Count == 0;

    public static void Write(Utf8JsonWriter json, StockResultWriter body)
    {
        json.WriteString("status", body.IsGood ? Name(body.Result.Status) : "FAILED");
        if (body.IsGood) json.Object("stock", new StockItemView(body.Result.Stock!, body.Result.TenantFacilityId), StockWriter.Write);
        else json.Objects("errors", body.Errors, ErrorWriter.Write);
    }

    private static string Name(StockRowStatus status) => status switch
    {
        StockRowStatus.Created => "CREATED",
        StockRowStatus.Updated => "UPDATED",
        _ => "UNCHANGED",
    };
}
