using System.Text.Json;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>
/// Stock of an article in a facility. Emend keeps one stock per facility and article; finer distinctions are refused, not dropped.
/// </summary>
internal static class StockShapes
{
    private static readonly Shape Value = CommonShapes.AnyQuantity;

    private static readonly ObjectShape Creation = Shape.Object(
        Must("tenantArticleId", CommonShapes.Ref),
        Must("value", Value),
        May("facility", CommonShapes.OneFacility),
        May("facilityRef", CommonShapes.Ref),
        May("tenantFacilityId", CommonShapes.Ref))
        .WithOneOf("facility", "facilityRef", "tenantFacilityId");

    public static readonly Shape ForCreation = Creation.Named("StockForCreation");

    public static readonly Shape ForUpdate = Shape.Object(Must("value", Value), May("version", CommonShapes.Version))
        .Named("StockForUpdate");

    /// <summary>A row of many: of a stock by its id, or of an article in a facility.</summary>
    public static readonly Shape Row = new EitherShape(
        row => row.Has("id"),
        Shape.Object(Must("id", CommonShapes.Ref), Must("value", Value), May("version", CommonShapes.Version)).Named("StockRowById"),
        ForCreation);

    /// <summary>The same as an action has it.</summary>
    public static readonly Shape RowOfAction = new EitherShape(
        row => row.TryGetProperty("operationType", out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("UPDATE"),
        Shape.Object(Must("operationType", Shape.Choice("UPDATE")), Must("id", CommonShapes.Ref), Must("value", Value))
            .Named("StockRowToUpdate"),
        Creation.With(Must("operationType", Shape.Choice("CREATE", "UPDATE"))).Named("StockRowToCreate"));
}
