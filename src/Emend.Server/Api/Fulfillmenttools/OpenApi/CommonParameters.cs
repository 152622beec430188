using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>Parameters that many endpoints have, and the answer of most.</summary>
internal static class CommonParameters
{
    private const int Default = 25;

    public static readonly OperationParameter StartAfterId = Of("startAfterId", "The id of the last entry of the page before.");

    public static readonly OperationParameter OrderRef = Of("orderRef", "The id of an order.");

    public static readonly OperationParameter FacilityRef = Of("facilityRef", "The id of a facility.");

    public static readonly OperationParameter TenantFacilityId = Of("tenantFacilityId", "The tenant's own id of a facility.");

    public static readonly OperationParameter TenantOrderId = Of("tenantOrderId", "The tenant's own id of an order.");

    public static readonly OperationParameter TenantArticleId = Of("tenantArticleId", "The tenant's own id of an article.");

    public static readonly OperationParameter IdempotencyKey = new(
        IdempotencyKeys.Header,
        "A key of the caller's own. The same request again under it is done once and answered as before.",
        JsonSchema.Name(200)) { IsHeader = true };

    public static OperationParameter Size(int max = 250) =>
        new("size", "How many entries a page has.", JsonSchema.Whole(1, max)) { Default = Default };

    public static OperationParameter Of(string name, string text) => new(name, text, JsonSchema.Text());

    /// <summary>The usual answer: 200 with a body.</summary>
    public static OperationResponse Ok(string text, JsonSchema schema) => new(StatusCodes.Status200OK, text, schema);

    public static OperationResponse Created(string text, JsonSchema schema) => new(StatusCodes.Status201Created, text, schema);
}
