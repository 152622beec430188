using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of orders.</summary>
internal static class OrderOperations
{
    private const string Tag = "Orders";

    private const string RulesDescription =
        "The rules (`docs/rules`) specify further permissions and the order states that allow the change. The response lists every rule "
        + "violation.";

    private const string UnroutableUnitsDescription =
        " If units of the order have no facility, the header `" + UnroutableUnitsHeader.Name
        + "` lists them as pairs of line id and quantity.";

    public static readonly OperationMetadata Place = new("addOrder", Tag, "Place an order")
    {
        Description = "Routes the order and reserves its stock. `Location` is the path of the order."
            + UnroutableUnitsDescription,
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
        Responses = [CommonParameters.Ok("The placed order.", OrderResponseSchemas.Order)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata BulkForceCancel = new("bulkOrdersAction", Tag, "Force the cancellation of several orders")
    {
        Description = "Cancels the orders one by one, in the given sequence. A failed order does not affect the others; its result "
            + "contains the reason.",
        Body = PickJobActionSchemas.BulkForceCancel,
        Example = """
            { "name": "BULK_FORCE_CANCEL", "orders": [ { "orderId": "0190a6e2-7d3c-7000-8000-000000000001", "version": 1 } ] }
            """,
        Responses = [CommonParameters.Ok("One result per order.", PickJobActionSchemas.BulkResults)],
    };

    public static readonly OperationMetadata Promise = new("postDeliveryPromise", "Promises", "Promise an order")
    {
        Description = "Places an order with status PROMISED: it is routed and reserves stock until the promise expires or is confirmed.",
        Parameters = [CommonParameters.IdempotencyKey],
        Body = OrderRequestSchemas.ForPromise,
        Example = """
            {
              "orderDate": "2026-11-19T08:45:50.525Z",
              "promisesOptions": { "validUntil": "2026-11-19T09:15:50.525Z" },
              "consumer": {
                "addresses": [
                  { "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG", "city": "Amsterdam", "country": "NL" }
                ]
              },
              "orderLineItems": [ { "quantity": 2, "article": { "tenantArticleId": "TSHIRT-W-2468", "title": "White T-Shirt" } } ]
            }
            """,
        Responses = [CommonParameters.Created("The promised order and what can be delivered from where.", PromiseWriter.Schema)],
        ErrorStatuses = [403, 409, 422],
    };

    public static readonly OperationMetadata List = new("getAllOrders", Tag, "List orders")
    {
        Parameters =
        [
            CommonParameters.StartAfterId, CommonParameters.CreateSize(), CommonParameters.TenantOrderId,
            CommonParameters.CreateText("consumerId", "Id of a consumer in the shop."),
        ],
        Responses = [CommonParameters.Ok(
            "A page of orders in short form.", CommonResponseSchemas.Page("orders", OrderResponseSchemas.Stripped))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Get = new("getOrder", Tag, "Read an order")
    {
        Description = UnroutableUnitsDescription.TrimStart(),
        Responses = [CommonParameters.Ok("The order with its newest modifications.", OrderResponseSchemas.Order)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Modify = new("updateOrder", Tag, "Modify an order")
    {
        Description = "Applies all changes or none. Writes nothing if the order already has the requested values. " + RulesDescription
            + UnroutableUnitsDescription,
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
        Responses = [CommonParameters.Ok(
            "The order after the modification, with this modification in `updateDetails`.", OrderResponseSchemas.Order)],
        ErrorStatuses = [403, 404, 409, 422],
    };

    public static readonly OperationMetadata UpdateLineAttributes = new("orderLineItemAction", Tag, "Run an action on an order line")
    {
        Description = RulesDescription,
        Parameters = [CommonParameters.IdempotencyKey],
        Body = OrderRequestSchemas.LineAction,
        Example = """{ "name": "UPDATE_CUSTOM_ATTRIBUTES", "version": 1, "customAttributes": { "engrave": "D" } }""",
        Responses = [CommonParameters.Ok(
            "The order after the modification, with this modification in `updateDetails`.", OrderResponseSchemas.Order)],
        ErrorStatuses = [403, 404, 409, 422],
    };
}
