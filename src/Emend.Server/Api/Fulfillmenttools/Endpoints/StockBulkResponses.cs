using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Http;
using Emend.Server.Inventory;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates the results of a bulk write in the order of its rows. Errors contain the index of the row.</summary>
internal static class StockBulkResponses
{
    public static StockResultView[] ToResults(string path, StockRows rows, IReadOnlyList<StockRowResult> written)
    {
        var results = new StockResultView[rows.Count];
        foreach (var (at, problems) in rows.Errors)
        {
            results[at] = new(default, [.. problems.Select(FulfillmenttoolsErrors.ToEntry)]);
        }

        for (var i = 0; i < written.Count; i++)
        {
            var (at, row, result) = (rows.Indexes[i], rows.Valid[i], written[i]);
            results[at] = new(
                result, result.IsSuccess ? [] : [ToError($"{path}[{at}]", row, result, $"{path}[{GetFirstIndex(rows, result)}]")]);
        }

        return results;
    }

    /// <summary>Response status if no row succeeded.</summary>
    public static int GetFailureStatus(StockRows rows, IReadOnlyList<StockRowResult> written) =>
        rows.Valid.Count == 0 ? StatusCodes.Status400BadRequest
        : written.All(r => r.Status is StockRowStatus.VersionConflict) ? StatusCodes.Status409Conflict
        : written.All(r => r.Status is StockRowStatus.FacilityNotAccessible) ? StatusCodes.Status403Forbidden
        : written.All(r => r.Status is StockRowStatus.Contended) ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status422UnprocessableEntity;

    /// <summary>The error of a fractional quantity of an article that orders take in whole numbers only.</summary>
    public static ErrorEntry FractionOfPiece(string path, Quantity value, ArticleId article) => new(
        $"{path} is {value}. The article {ValueFormatter.Truncate(article.Value)} is sold in pieces.",
        "Send a whole number, or first set measurementUnitKey of the listing to a measure, such as kg.");

    private static int GetFirstIndex(StockRows rows, StockRowResult result) =>
        result.Status is StockRowStatus.Duplicate ? rows.Indexes[result.FirstRow] : 0;

    private static ErrorEntry ToError(string at, StockUpsertRow row, StockRowResult result, string first) => result.Status switch
    {
        StockRowStatus.FacilityNotFound => new(
            $"{at}: there is no facility {ValueFormatter.Truncate(row.Facility?.Value ?? row.TenantFacilityId!)}.",
            "Use the id of an existing facility."),
        StockRowStatus.FacilityNotAccessible when FacilityAccess.CreateError(result.Facility) is var errorWriter =>
            errorWriter with { Summary = $"{at}: {errorWriter.Summary}" },
        StockRowStatus.StockNotFound => new(
            $"{at}: there is no stock {ValueFormatter.Truncate(row.StockId!)}.",
            "Identify the stock by facility and tenantArticleId. Without an id, Emend creates a missing stock."),
        StockRowStatus.VersionConflict => new(
            $"{at}: the stock is at version {result.Stock!.Version}. The row expects version {row.Version}.",
            "Read the stock again and retry with its current version.",
            result.Stock.Version, row.Version),
        StockRowStatus.FractionOfPiece => FractionOfPiece($"{at}.value", row.OnHand, result.Article),
        StockRowStatus.Duplicate => new($"{at} is the same stock as {first}. Emend used {first}.", "Send each stock once."),
        _ => new($"{at}: too many concurrent writes to the same stocks.", "Retry the row."),
    };
}
