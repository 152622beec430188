using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Search;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the list and the search of orders.</summary>
internal static class OrderSearchOperations
{
    private const string Tag = "Orders";

    private const string Description =
        "Default sort order: newest first. `next` and `previous` are the cursors of the adjacent pages of the same query. A page can be "
        + "shorter than requested, or empty, while `next` or `previous` is present: a query without an index reads a limited number of "
        + "orders per page. Large totals are cached: `totalAge` is the age of the count in seconds.";

    private static readonly JsonSchema Cursor = JsonSchema.NonBlankText(OrderPageQuery.MaxCursorLength);

    private static readonly JsonSchema Text = JsonSchema.NonBlankText();

    private static readonly OperationResponse Page = new(
        StatusCodes.Status200OK, "A page of complete orders.", NativeViews.Schema<OrderPageView>());

    public static readonly OperationMetadata List = new("listOrders", Tag, "List orders")
    {
        Description = Description + " A repeated parameter matches if one of its values does.",
        Parameters =
        [
            new("tenantOrderId", "The order number of the tenant.", NativeCommonSchemas.Id) { IsRepeated = true },
            new("status", "The status.", EnumWireNames.Schema<NativeOrderStatus>()) { IsRepeated = true },
            new("consumerId", "The id of the consumer.", Text) { IsRepeated = true },
            new("email", "The email address of the consumer.", Text) { IsRepeated = true },
            new("phone", "A phone number of an address. The last eight digits are compared.", Text) { IsRepeated = true },
            new("trackingNumber", "The tracking number of a parcel.", Text) { IsRepeated = true },
            new("article", "The article of a line.", NativeCommonSchemas.Id) { IsRepeated = true },
            new("facility", "A facility where units are planned or picked now.", NativeCommonSchemas.Id) { IsRepeated = true },
            new("api", "The API that placed the order.", Text) { IsRepeated = true },
            new("orderedFrom", "Ordered at this time or later.", JsonSchema.Timestamp),
            new("orderedTo", "Ordered before this time.", JsonSchema.Timestamp),
            new("modifiedFrom", "Last modified at this time or later.", JsonSchema.Timestamp),
            new("modifiedTo", "Last modified before this time.", JsonSchema.Timestamp),
            new("changedFrom", "Last changed at this time or later, also by fulfillment.", JsonSchema.Timestamp),
            new("changedTo", "Last changed before this time.", JsonSchema.Timestamp),
            new("sort", "The sort key. A minus reverses the order.", OrderPageQuery.SortSchema),
            new("size", "The maximum number of orders.", JsonSchema.Integer(1, OrderPageQuery.MaxSize))
            {
                Default = OrderPageQuery.DefaultSize,
            },
            new("after", "The value of `next` of a page.", Cursor),
            new("before", "The value of `previous` of a page.", Cursor),
            new("total", "True counts all matching orders.", JsonSchema.Boolean),
        ],
        Responses = [Page],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Search = new("searchOrders", Tag, "Search orders")
    {
        Description = Description + " All members of `where` must match. `and`, `or` and `not` contain further conditions. A missing value "
            + "matches no condition, so `not` matches it. For `lines` and `addresses`, `some` requires one element that matches all.",
        Body = OrderSearchRequest.Body,
        Example = """
            {
              "where": {
                "status": { "in": ["open", "locked"] },
                "orderedAt": { "from": "2026-11-01T00:00:00Z" },
                "lines": { "some": { "article": { "is": "TSHIRT-W-2468" } } },
                "not": { "consumer": { "email": { "contains": "@example.org" } } }
              },
              "sort": "-orderedAt",
              "size": 20,
              "total": true
            }
            """,
        Responses = [Page],
    };
}
