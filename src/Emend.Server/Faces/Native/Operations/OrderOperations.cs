using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of orders say of themselves.</summary>
internal static class OrderOperations
{
    private const string Tag = "Orders";

    public static readonly Parameter Key = new(
        IdempotencyKeys.Header,
        "A key of the caller's own. The same request again under it is done once and answered as before.",
        Shape.Name(200)) { IsHeader = true };

    public static readonly Operation Place = new("placeOrder", Tag, "Place an order")
    {
        Description = "The order is routed at once and its stock is reserved. `Location` names it, `ETag` its revision.",
        Parameters = [Key],
        Body = OrderShapes.ForCreation,
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
        Answers = [new(StatusCodes.Status201Created, "The order as it stands.", OrderAnswerShapes.Order)],
        Fails = [403, 422],
    };

    public static readonly Operation Get = new("getOrder", Tag, "Read an order, as it is or as it was")
    {
        Parameters =
        [
            new("revision", "The order as of this revision.", CommonShapes.Revision),
            new("at", "The order as of this moment.", Shape.Moment),
            new("If-None-Match", "The ETag of the order you have: 304 where it is still the same.", Shape.Text()) { IsHeader = true },
        ],
        Answers =
        [
            new(StatusCodes.Status200OK, "The order.", OrderAnswerShapes.Order),
            new(StatusCodes.Status304NotModified, "It is the one you have.", null),
        ],
        Fails = [400, 404],
    };

    public static readonly Operation Diff = new("diffOrder", Tag, "Compare two states of an order")
    {
        Parameters =
        [
            new("from", "The earlier revision.", CommonShapes.Revision),
            new("fromTime", "Or the earlier moment.", Shape.Moment),
            new("to", "The later revision; as it is now where nothing is said.", CommonShapes.Revision),
            new("toTime", "Or the later moment.", Shape.Moment),
        ],
        Answers = [new(StatusCodes.Status200OK, "The fields that differ.", HistoryBody.Diff)],
        Fails = [400, 404],
    };
}
