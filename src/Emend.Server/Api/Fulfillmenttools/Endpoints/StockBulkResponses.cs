using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>The results of a bulk write in the order of its rows; a row that failed names its place.</summary>
internal static class StockBulkResponses
{
    public static StockResultWriter[] Of(string path, StockRowMapper stockRowMapper, IReadOnlyList<StockRowResult> written)
    {
        var results = new StockResultWriter[stockRowMapper.Count];
        foreach (var (at, problems) in stockRowMapper.Bad) results[at] = new(default, [.. problems.Select(FulfillmenttoolsErrors.Entry)]);
        for (var i = 0; i < written.Count; i++)
        {
            var (at, stockUpsertRow, result) = (stockRowMapper.Places[i], stockRowMapper.Good[i], written[i]);
            results[at] = new(result, result.IsGood ? [] : [Error($"{path}[{at}]", stockUpsertRow, result, $"{path}[{First(stockRowMapper, result)}]")]);
        }

        return results;
    }

    /// <summary>The status of an answer where no row succeeded.</summary>
    public static int StatusOfNone(StockRowMapper stockRowMapper, IReadOnlyList<StockRowResult> written) =>
        stockRowMapper.Good.Count == 0 ? StatusCodes.Status400BadRequest
        : written.All(r => r.Status is StockRowStatus.Stale) ? StatusCodes.Status409Conflict
        : written.All(r => r.Status is StockRowStatus.Elsewhere) ? StatusCodes.Status403Forbidden
        : written.All(r => r.Status is StockRowStatus.Busy) ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status422UnprocessableEntity;

    private static int First(StockRowMapper stockRowMapper, StockRowResult result) =>
        result.Status is StockRowStatus.Repeated ? stockRowMapper.Places[result.First] : 0;

    private static ErrorWriter Error(string at, StockUpsertRow stockUpsertRow, StockRowResult result, string first) => result.Status switch
    {
        StockRowStatus.NoFacility => new(
            $"{at}: there is no facility {ValueFormatter.Short(stockUpsertRow.Facility?.Value ?? stockUpsertRow.TenantFacilityId!)}.",
            "Name one that exists."),
        StockRowStatus.Elsewhere when FacilityAccess.Elsewhere(result.Facility) is var errorWriter => errorWriter with { Summary = $"{at}: {errorWriter.Summary}" },
        StockRowStatus.NoStock => new(
            $"{at}: there is no stock {ValueFormatter.Short(stockUpsertRow.StockId!)}.",
            "Name it by its facility and its tenantArticleId; without an id it is made where there is none."),
        StockRowStatus.Stale => new(
            $"{at}: the stock is in version {result.Stock!.Version}, the row names {stockUpsertRow.Version}.", "Read it again, and decide anew.",
            result.Stock.Version, stockUpsertRow.Version),
        StockRowStatus.Repeated => new($"{at} is about the same stock as {first}, which counts.", "Name each stock once."),
        _ => new($"{at}: others wrote to the same stocks all the time.", "Send the row again."),
    };
}
