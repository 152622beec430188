using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>Parameters and responses that several operations share.</summary>
internal static class CommonParameters
{
    private const int DefaultSize = 25;

    public static readonly OperationParameter StartAfterId = CreateText("startAfterId", "Id of the last entry of the previous page.");

    public static readonly OperationParameter OrderRef = CreateText("orderRef", "Id of an order.");

    public static readonly OperationParameter FacilityRef = CreateText("facilityRef", "Id of a facility.");

    public static readonly OperationParameter TenantFacilityId = CreateText("tenantFacilityId", "The tenant's own facility id.");

    public static readonly OperationParameter TenantOrderId = CreateText("tenantOrderId", "The tenant's own order id.");

    public static readonly OperationParameter TenantArticleId = CreateText("tenantArticleId", "The tenant's own article id.");

    public static readonly OperationParameter IdempotencyKey = new(
        IdempotencyKeys.Header,
        "Idempotency key, chosen by the client. A repeated request with the same key is executed once and gets the first response.",
        JsonSchema.NonBlankText(200)) { IsHeader = true };

    public static OperationParameter CreateSize(int max = 250) =>
        new("size", "Maximum number of entries per page.", JsonSchema.Integer(1, max)) { Default = DefaultSize };

    public static OperationParameter CreateText(string name, string text) => new(name, text, JsonSchema.Text());

    /// <summary>List parameters of pick jobs, handover jobs and shipments that no index holds.</summary>
    public static readonly OperationParameter[] EntityConditions =
    [
        new("startTargetTime", "Only entries with this target time or a later one.", JsonSchema.Timestamp),
        new("endTargetTime", "Only entries with an earlier target time.", JsonSchema.Timestamp),
        new("anonymized", "Whether the order is anonymized.", JsonSchema.Boolean),
    ];

    public static readonly OperationParameter PickJobRef = CreateText("pickJobRef", "Id of a pick job.");

    public static readonly OperationParameter AssignedUser =
        CreateText("assignedUser", "Matches nothing, because Emend assigns no users.");

    public static OperationParameter CreateChannel(string shipping) =>
        new("channel", "Only entries with this channel.", JsonSchema.Choice("COLLECT", shipping));

    public static OperationParameter CreateList(string name, string text) => CreateText(name, text) with { IsRepeated = true };

    /// <summary>A 200 response with a body.</summary>
    public static OperationResponse Ok(string text, JsonSchema schema) => new(StatusCodes.Status200OK, text, schema);

    public static OperationResponse Created(string text, JsonSchema schema) => new(StatusCodes.Status201Created, text, schema);
}
