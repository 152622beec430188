using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>Parameters that many endpoints have, and the answer of most.</summary>
internal static class Asked
{
    private const int Usual = 25;

    public static readonly Parameter StartAfterId = Of("startAfterId", "The id of the last entry of the page before.");

    public static readonly Parameter OrderRef = Of("orderRef", "The id of an order.");

    public static readonly Parameter FacilityRef = Of("facilityRef", "The id of a facility.");

    public static readonly Parameter TenantFacilityId = Of("tenantFacilityId", "The tenant's own id of a facility.");

    public static readonly Parameter TenantOrderId = Of("tenantOrderId", "The tenant's own id of an order.");

    public static readonly Parameter TenantArticleId = Of("tenantArticleId", "The tenant's own id of an article.");

    public static readonly Parameter IdempotencyKey = new(
        IdempotencyKeys.Header,
        "A key of the caller's own. The same request again under it is done once and answered as before.",
        Shape.Name(200)) { IsHeader = true };

    public static Parameter Size(int most = 250) =>
        new("size", "How many entries a page has.", Shape.Whole(1, most)) { Usual = Usual };

    public static Parameter Of(string name, string words) => new(name, words, Shape.Text());

    /// <summary>The usual answer: 200 with a body.</summary>
    public static Reply Ok(string words, Shape shape) => new(StatusCodes.Status200OK, words, shape);

    public static Reply Created(string words, Shape shape) => new(StatusCodes.Status201Created, words, shape);
}
