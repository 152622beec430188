using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Request schemas of stocks. Emend has one stock per facility and article. It rejects members that split stock further.
/// </summary>
internal static class StockSchemas
{
    private static readonly JsonSchema Value = CommonSchemas.NonNegativeQuantity;

    private static readonly ObjectSchema Creation = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("value", Value),
        Optional("facility", CommonSchemas.FacilityReference),
        Optional("facilityRef", CommonSchemas.Ref),
        Optional("tenantFacilityId", CommonSchemas.Ref))
        .WithOneOf("facility", "facilityRef", "tenantFacilityId");

    public static readonly JsonSchema ForCreation = Creation.Named("StockForCreation");

    public static readonly JsonSchema ForUpdate = JsonSchema.Object(Required("value", Value), Optional("version", CommonSchemas.Version))
        .Named("StockForUpdate");

    /// <summary>A row of a bulk write. Identifies a stock by id, or by facility and article.</summary>
    public static readonly JsonSchema Row = new EitherSchema(
        row => row.HasMember("id"),
        JsonSchema.Object(
            Required("id", CommonSchemas.Ref), Required("value", Value), Optional("version", CommonSchemas.Version)).Named("StockRowById"),
        ForCreation);

    /// <summary>A row of the action UPDATE_VERSIONLESS.</summary>
    public static readonly JsonSchema ActionRow = new EitherSchema(
        row => row.TryGetProperty("operationType", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("UPDATE"),
        JsonSchema.Object(
            Required("operationType", JsonSchema.Choice("UPDATE")), Required("id", CommonSchemas.Ref), Required("value", Value))
            .Named("StockRowToUpdate"),
        Creation.With(Required("operationType", JsonSchema.Choice("CREATE", "UPDATE"))).Named("StockRowToCreate"));
}
