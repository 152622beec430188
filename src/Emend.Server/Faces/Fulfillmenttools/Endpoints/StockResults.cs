using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The results of a bulk write in the order of its rows; a row that failed names its place.</summary>
internal static class StockResults
{
    public static StockResultBody[] Of(string path, StockRows rows, IReadOnlyList<StockRowResult> written)
    {
        var results = new StockResultBody[rows.Count];
        foreach (var (at, problems) in rows.Bad) results[at] = new(default, [.. problems.Select(Errors.Entry)]);
        for (var i = 0; i < written.Count; i++)
        {
            var (at, row, result) = (rows.Places[i], rows.Good[i], written[i]);
            results[at] = new(result, result.IsGood ? [] : [Error($"{path}[{at}]", row, result, $"{path}[{First(rows, result)}]")]);
        }

        return results;
    }

    /// <summary>The status of an answer where no row succeeded.</summary>
    public static int StatusOfNone(StockRows rows, IReadOnlyList<StockRowResult> written) =>
        rows.Good.Count == 0 ? StatusCodes.Status400BadRequest
        : written.All(r => r.Status is StockRowStatus.Stale) ? StatusCodes.Status409Conflict
        : written.All(r => r.Status is StockRowStatus.Elsewhere) ? StatusCodes.Status403Forbidden
        : written.All(r => r.Status is StockRowStatus.Busy) ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status422UnprocessableEntity;

    private static int First(StockRows rows, StockRowResult result) =>
        result.Status is StockRowStatus.Repeated ? rows.Places[result.First] : 0;

    private static ErrorBody Error(string at, StockRow row, StockRowResult result, string first) => result.Status switch
    {
        StockRowStatus.NoFacility => new(
            $"{at}: there is no facility {Shown.Short(row.Facility?.Value ?? row.TenantFacilityId!)}.",
            "Name one that exists."),
        StockRowStatus.Elsewhere when Reach.Elsewhere(result.Facility) is var told => told with { Summary = $"{at}: {told.Summary}" },
        StockRowStatus.NoStock => new(
            $"{at}: there is no stock {Shown.Short(row.StockId!)}.",
            "Name it by its facility and its tenantArticleId; without an id it is made where there is none."),
        StockRowStatus.Stale => new(
            $"{at}: the stock is in version {result.Stock!.Version}, the row names {row.Version}.", "Read it again, and decide anew.",
            result.Stock.Version, row.Version),
        StockRowStatus.Repeated => new($"{at} is about the same stock as {first}, which counts.", "Name each stock once."),
        _ => new($"{at}: others wrote to the same stocks all the time.", "Send the row again."),
    };
}
