using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of orders say of themselves.</summary>
internal static class NativeOrderOperations
{
    private const string Tag = "Orders";

    public static readonly OperationParameter Key = new(
        IdempotencyKeys.Header,
        "A key of the caller's own. The same request again under it is done once and answered as before.",
        JsonSchema.Name(200)) { IsHeader = true };

    public static readonly OperationMetadata Place = new("placeOrder", Tag, "Place an order")
    {
        Description = "The order is routed at once and its stock is reserved. `Location` names it, `ETag` its revision.",
        Parameters = [Key],
        Body = NativeOrderRequestSchemas.ForCreation,
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
        Answers = [new(StatusCodes.Status201Created, "The order as it stands.", NativeOrderResponseSchemas.Order)],
        Fails = [403, 422],
    };

    public static readonly OperationMetadata Get = new("getOrder", Tag, "Read an order, as it is or as it was")
    {
        Parameters =
        [
            new("revision", "The order as of this revision.", NativeCommonSchemas.Revision),
            new("at", "The order as of this moment.", JsonSchema.Moment),
            new("If-None-Match", "The ETag of the order you have: 304 where it is still the same.", JsonSchema.Text()) { IsHeader = true },
        ],
        Answers =
        [
            new(StatusCodes.Status200OK, "The order.", NativeOrderResponseSchemas.Order),
            new(StatusCodes.Status304NotModified, "It is the one you have.", null),
        ],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata Diff = new("diffOrder", Tag, "Compare two states of an order")
    {
        Parameters =
        [
            new("from", "The earlier revision.", NativeCommonSchemas.Revision),
            new("fromTime", "Or the earlier moment.", JsonSchema.Moment),
            new("to", "The later revision; as it is now where nothing is said.", NativeCommonSchemas.Revision),
            new("toTime", "Or the later moment.", JsonSchema.Moment),
        ],
        Answers = [new(StatusCodes.Status200OK, "The fields that differ.", HistoryWriter.Diff)],
        Fails = [400, 404],
    };
}
