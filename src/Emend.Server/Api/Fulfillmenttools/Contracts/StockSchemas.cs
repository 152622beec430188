using System.Text.Json;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Stock of an article in a facility. Emend keeps one stock per facility and article; finer distinctions are refused, not dropped.
/// </summary>
internal static class StockSchemas
{
    private static readonly JsonSchema Value = CommonSchemas.AnyQuantity;

    private static readonly ObjectSchema Creation = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("value", Value),
        Optional("facility", CommonSchemas.OneFacility),
        Optional("facilityRef", CommonSchemas.Ref),
        Optional("tenantFacilityId", CommonSchemas.Ref))
        .WithOneOf("facility", "facilityRef", "tenantFacilityId");

    public static readonly JsonSchema ForCreation = Creation.Named("StockForCreation");

    public static readonly JsonSchema ForUpdate = JsonSchema.Object(Required("value", Value), Optional("version", CommonSchemas.Version))
        .Named("StockForUpdate");

    /// <summary>A row of many: of a stock by its id, or of an article in a facility.</summary>
    public static readonly JsonSchema Row = new EitherSchema(
        row => row.Has("id"),
        JsonSchema.Object(Required("id", CommonSchemas.Ref), Required("value", Value), Optional("version", CommonSchemas.Version)).Named("StockRowById"),
        ForCreation);

    /// <summary>The same as an action has it.</summary>
    public static readonly JsonSchema RowOfAction = new EitherSchema(
        row => row.TryGetProperty("operationType", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("UPDATE"),
        JsonSchema.Object(Required("operationType", JsonSchema.Choice("UPDATE")), Required("id", CommonSchemas.Ref), Required("value", Value))
            .Named("StockRowToUpdate"),
        Creation.With(Required("operationType", JsonSchema.Choice("CREATE", "UPDATE"))).Named("StockRowToCreate"));
}
