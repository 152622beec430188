using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the order endpoints.</summary>
internal static class NativeOrderOperations
{
    private const string Tag = "Orders";

    public static readonly OperationParameter IdempotencyKey = new(
        IdempotencyKeys.Header,
        "A key that the client chooses. Repeated requests with the same key are executed once and return the same response.",
        JsonSchema.NonBlankText(200)) { IsHeader = true };

    public static readonly OperationMetadata Place = new("placeOrder", Tag, "Place an order")
    {
        Description = "Routes the order immediately and reserves its stock. `Location` contains its URL, `ETag` its revision.",
        Parameters = [IdempotencyKey],
        Body = NativeOrderRequestSchemas.NewOrder,
        Example = """
            {
              "consumer": {
                "email": "david@example.com",
                "addresses": [
                  { "firstName": "David", "lastName": "van den Boomgaard", "street": "Rombout Hogerbeetsstraat", "houseNumber": "96",
                    "postalCode": "1052 XM", "city": "Amsterdam", "country": "NL" }
                ]
              },
              "lines": [ { "article": "TSHIRT-W-2468", "title": "Basic T-Shirt White", "quantity": 2 } ],
              "delivery": { "kind": "shipping" }
            }
            """,
        Responses = [new(StatusCodes.Status201Created, "The order.", NativeViews.Schema<NativeOrderView>())],
        ErrorStatuses = [403, 422],
    };

    public static readonly OperationMetadata Get = new("getOrder", Tag, "Get the current or a past state of an order")
    {
        Parameters =
        [
            new("revision", "Returns the order at this revision.", NativeCommonSchemas.Revision),
            new("at", "Returns the order at this time.", JsonSchema.Timestamp),
            new("If-None-Match", "The ETag of your copy. The response is 304 if the order is unchanged.", JsonSchema.Text())
            {
                IsHeader = true,
            },
        ],
        Responses =
        [
            new(StatusCodes.Status200OK, "The order.", NativeViews.Schema<NativeOrderView>()),
            new(StatusCodes.Status304NotModified, "The order is unchanged.", null),
        ],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata Compare = new("compareOrder", Tag, "Compare two states of an order")
    {
        Parameters =
        [
            new("from", "The earlier revision.", NativeCommonSchemas.Revision),
            new("fromTime", "The earlier time, instead of `from`.", JsonSchema.Timestamp),
            new("to", "The later revision. Default: the current state.", NativeCommonSchemas.Revision),
            new("toTime", "The later time, instead of `to`.", JsonSchema.Timestamp),
        ],
        Responses = [new(StatusCodes.Status200OK, "The fields with different values.", NativeViews.Schema<OrderDiffView>())],
        ErrorStatuses = [400, 404],
    };
}
