using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request and response schemas of bulk stock writes.</summary>
internal static class StockBulkSchemas
{
    /// <summary>Maximum body size. Sufficient for <see cref="MaxRows"/> rows.</summary>
    public const int MaxBytes = 8 * 1_048_576;

    public const int MaxRows = 10_000;

    private const int MaxRemoved = 500;

    public static readonly JsonSchema ForUpsert =
        JsonSchema.Object(Required("stocks", new RowArraySchema(StockSchemas.Row, MaxRows))).Named("StocksForUpsert");

    public static readonly JsonSchema ForAction = JsonSchema.Object(Required("action", new StockActionSchema(
    [
        new("DELETE_BY_IDS", Required("ids", JsonSchema.List(CommonSchemas.Ref, MaxRemoved))),
        new("DELETE_BY_PRODUCTS",
            Required("facilityRef", CommonSchemas.Ref), Required("tenantArticleIds", JsonSchema.List(CommonSchemas.Ref, MaxRemoved))),
        new("UPDATE_VERSIONLESS", Required("stocks", new RowArraySchema(StockSchemas.ActionRow, MaxRows))),
    ]))).Named("StockAction");

    private static readonly JsonSchema Result = JsonSchema.Object(
        Required("status", JsonSchema.Choice("CREATED", "UPDATED", "UNCHANGED", "FAILED")),
        Optional("stock", InventoryResponseSchemas.Stock),
        Optional("errors", CommonResponseSchemas.Error.WithDescription("Errors of a failed row."))).Named("StockRowResult");

    public static readonly JsonSchema Results = JsonSchema.List(Result, MaxRows);

    public static readonly JsonSchema ActionResult = JsonSchema.Object(
        Required("name", JsonSchema.Choice("DELETE_BY_IDS", "DELETE_BY_PRODUCTS", "UPDATE_VERSIONLESS")),
        Required("result", JsonSchema.Object(
            Optional("ids", JsonSchema.List(CommonSchemas.Ref, MaxRemoved).WithDescription("Ids of the removed stocks.")),
            Optional("operationResults", Results)))).Named("StockActionResult");
}
