namespace Emend.IntegrationTests.Fixtures;

/// <summary>What the fulfillmenttools API answers otherwise than the vendor's OpenAPI document says, each with its reason.</summary>
internal static class VendorDeviations
{
    /// <summary>Endpoints that only Emend has.</summary>
    public static readonly string[] OwnEndpoints = ["POST /api/routing/tryouts", "GET /api/subscriptions/{subscriptionId}"];

    // The response is the beginning of method, path and status, or after an asterisk a part of them; the deviation is a part of its text.
    private static readonly (string Response, string Deviation, string Reason)[] Listed =
    [
        ("POST /api/orders 200", ": is not described", "The vendor's guide answers 200, its OpenAPI document 201."),

        // The vendor's document contradicts itself.
        ("GET /api/users 200", ": lacks ", "The document describes the list of users as one user."),
        ("GET /api/users 200", "users: is not a member", "The document describes the list of users as one user."),
        ("* /api/facilities", "alternatives fit, not one", "A managed facility also satisfies the schema of a supplier."),
        ("* /api/remoteconfigs", "alternatives fit, not one", "A whole number is an integer and a number, of which one is allowed."),
        ("POST /api/stocks/actions 200", "result: lacks ", "The action takes a list of stocks; its schema has one result for it."),
        ("* /historylogs 200", "payload", "The payloads are open schemas of which several fit."),
        ("* /historylogs 200", "lacks user", "The vendor's guide omits the user if actors are anonymized; the schema requires it."),

        // Emend can do more, and the vendor has no place for it.
        ("* /api/stocks", "is not of type integer", "An article that is sold by measure has a stock with decimals."),
        ("* /api/", "uantity: is not of type integer", "A line of an article that is sold by measure has decimals."),
        ("* /api/", "picked: is not of type integer", "A line of an article that is sold by measure has decimals."),
        ("PUT /api/stocks 200", "status: FAILED is not one of", "An invalid row fails alone. The vendor rejects the whole request."),
        ("PUT /api/stocks 200", ": lacks stock", "A row that failed has no stock."),
        ("* /routing", ".rerouteShortPicks: is not a member", "A setting of Emend. A client that writes what it read keeps it."),
        ("* /routing", ".orderSplit.splitLines: is not a member", "A setting of Emend. A client that writes what it read keeps it."),
        ("* /routing", ".orderSplit.routeInPart: is not a member", "A setting of Emend. A client that writes what it read keeps it."),
    ];

    /// <summary>Whether the list contains the deviation of a response, such as <c>GET /api/users 200</c>.</summary>
    public static bool IsListed(string response, string deviation) => Listed.Any(l =>
        (l.Response[0] == '*'
            ? response.Contains(l.Response[2..], StringComparison.Ordinal)
            : response.StartsWith(l.Response, StringComparison.Ordinal))
        && deviation.Contains(l.Deviation, StringComparison.Ordinal));
}
