using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of orders say of themselves.</summary>
internal static class OrderOperations
{
    private const string Tag = "Orders";

    private const string ByTheTables =
        "What more it takes, and in which state of the order it is possible, stands in the condition tables; what does not "
        + "hold is told row by row.";

    public static readonly OperationMetadata Place = new("addOrder", Tag, "Place an order")
    {
        Description = "The order is routed at once and its stock is reserved. `Location` names it.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = OrderRequestSchemas.ForCreation,
        Example = """
            {
              "orderDate": "2026-11-19T08:45:50.525Z",
              "consumer": {
                "addresses": [
                  { "firstName": "David", "lastName": "van den Boomgaard", "street": "Rombout Hogerbeetsstraat", "houseNumber": "96",
                    "postalCode": "1052 XM", "city": "Amsterdam", "country": "NL" }
                ]
              },
              "orderLineItems": [
                { "article": { "tenantArticleId": "TSHIRT-W-2468", "title": "Basic T-Shirt White" }, "quantity": 10 },
                { "article": { "tenantArticleId": "JEANS-B-2605", "title": "Washed Slim Fit Jeans" }, "quantity": 3 }
              ],
              "deliveryPreferences": { "shipping": { "serviceLevel": "DELIVERY" } }
            }
            """,
        Answers = [CommonParameters.Ok("The order as it stands.", OrderResponseSchemas.Order)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata ActOnMany = new("bulkOrdersAction", Tag, "Force the cancelation of several orders")
    {
        Description = "Each order by itself, in the order named: one that fails leaves the others alone, and says why.",
        Body = PickJobActionSchemas.OnOrders,
        Example = """
            { "name": "BULK_FORCE_CANCEL", "orders": [ { "orderId": "0190a6e2-7d3c-7000-8000-000000000001", "version": 1 } ] }
            """,
        Answers = [CommonParameters.Ok("What came of each order.", PickJobActionSchemas.BulkResults)],
    };

    public static readonly OperationMetadata List = new("getAllOrders", Tag, "List orders")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.Size(), CommonParameters.TenantOrderId, CommonParameters.Of("consumerId", "The shop's id of a customer."),
        ],
        Answers = [CommonParameters.Ok("A page of orders in short.", CommonResponseSchemas.Page("orders", OrderResponseSchemas.Stripped))],
        Fails = [400],
    };

    public static readonly OperationMetadata Get = new("getOrder", Tag, "Read an order")
    {
        Answers = [CommonParameters.Ok("The order with its newest modifications.", OrderResponseSchemas.Order)],
        Fails = [404],
    };

    public static readonly OperationMetadata Modify = new("updateOrder", Tag, "Modify an order")
    {
        Description = "All of it is done or nothing. Where everything asked for is so already, nothing is written. " + ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = OrderRequestSchemas.ForUpdate,
        Example = """
            {
              "version": 1,
              "comment": "the customer called",
              "orderLineItems": [
                { "quantity": 1, "article": { "tenantArticleId": "CAP-R-9082", "title": "Baseball Cap Red" } }
              ],
              "customAttributes": { "giftWrap": true }
            }
            """,
        Answers = [CommonParameters.Ok("The order as it stands now, with this change.", OrderResponseSchemas.Order)],
        Fails = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata ActOnLine = new("orderLineItemAction", Tag, "Act on a line of an order")
    {
        Description = ByTheTables,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = OrderRequestSchemas.LineAction,
        Example = """{ "name": "UPDATE_CUSTOM_ATTRIBUTES", "version": 1, "customAttributes": { "engrave": "D" } }""",
        Answers = [CommonParameters.Ok("The order as it stands now, with this change.", OrderResponseSchemas.Order)],
        Fails = [403, 404, 409, 422],
    };
}
