using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the list and the search of orders say of themselves.</summary>
internal static class OrderSearchOperations
{
    private const string Tag = "Orders";

    private const string Description =
        "The newest first, where no sorting is named. `next` goes on behind a page and `previous` in front of it, with the same question; "
        + "a page may be shorter than asked for, or empty, while `next` or `previous` says that there is more: a question that no index "
        + "serves looks at so many orders at a time. Great totals are counted now and then: `totalAge` says how many seconds ago.";

    private static readonly JsonSchema Cursor = JsonSchema.Name(OrderPageQuery.MaxCursorLength);

    private static readonly JsonSchema Word = JsonSchema.Name();

    private static readonly OperationResponse Page = new(StatusCodes.Status200OK, "A page of orders, each whole.", OrderPageWriter.Page);

    public static readonly OperationMetadata List = new("listOrders", Tag, "List orders")
    {
        Description = Description + " Of a parameter that is repeated, one value must be the order's.",
        Parameters =
        [
            new("tenantOrderId", "The tenant's own numbers.", NativeCommonSchemas.Ref) { IsRepeated = true },
            new("status", "Where they stand.", EnumWireNames.Shape<OrderStatus>()) { IsRepeated = true },
            new("consumerId", "Whose.", Word) { IsRepeated = true },
            new("email", "The consumer's address.", Word) { IsRepeated = true },
            new("article", "What a line is of.", NativeCommonSchemas.Ref) { IsRepeated = true },
            new("facility", "Where units of it are planned or picked now.", NativeCommonSchemas.Ref) { IsRepeated = true },
            new("face", "The face they were placed through.", Word) { IsRepeated = true },
            new("orderedFrom", "Ordered at this moment or later.", JsonSchema.Moment),
            new("orderedTo", "Ordered before this moment.", JsonSchema.Moment),
            new("modifiedFrom", "Last modified at this moment or later.", JsonSchema.Moment),
            new("modifiedTo", "Last modified before this moment.", JsonSchema.Moment),
            new("sort", "What they are sorted by; a minus turns it round.", OrderPageQuery.Sortings),
            new("size", "How many at most.", JsonSchema.Whole(1, OrderPageQuery.Max)) { Default = OrderPageQuery.Default },
            new("after", "The `next` of a page.", Cursor),
            new("before", "The `previous` of a page.", Cursor),
            new("total", "Whether to count them all.", JsonSchema.Flag),
        ],
        Answers = [Page],
        Fails = [400],
    };

    public static readonly OperationMetadata Search = new("searchOrders", Tag, "Search orders")
    {
        Description = Description + " In `where`, all members must hold; `and`, `or` and `not` take the same again. What is absent meets "
            + "nothing, so that `not` holds of it. Of `lines` and `addresses`, `some` asks for one that meets all of it by itself.",
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
        Answers = [Page],
    };
}
