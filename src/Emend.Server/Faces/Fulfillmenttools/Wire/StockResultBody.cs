using System.Text.Json;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>What became of one row of a bulk write: the stock, or everything that was wrong with the row.</summary>
internal sealed record StockResultBody(StockRowResult Result, IReadOnlyList<ErrorBody> Errors)
{
    public bool IsGood => Errors.Count == 0;

    public static void Write(Utf8JsonWriter json, StockResultBody body)
    {
        json.WriteString("status", body.IsGood ? Name(body.Result.Status) : "FAILED");
        if (body.IsGood) json.Object("stock", new ToldStock(body.Result.Stock!, body.Result.TenantFacilityId), StockBody.Write);
        else json.Objects("errors", body.Errors, ErrorBody.Write);
    }

    private static string Name(StockRowStatus status) => status switch
    {
        StockRowStatus.Created => "CREATED",
        StockRowStatus.Updated => "UPDATED",
        _ => "UNCHANGED",
    };
}
