using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>
/// Stock of an article in a facility. Emend keeps one stock per facility and article; finer distinctions are refused, not dropped.
/// </summary>
internal static class StockShapes
{
    private static readonly Shape Value = CommonShapes.AnyQuantity;

    public static readonly Shape ForCreation = Shape.Object(
        Must("tenantArticleId", CommonShapes.Ref),
        Must("value", Value),
        May("facility", CommonShapes.OneFacility),
        May("facilityRef", CommonShapes.Ref),
        May("tenantFacilityId", CommonShapes.Ref))
        .WithOneOf("facility", "facilityRef", "tenantFacilityId").Named("StockForCreation");

    public static readonly Shape ForUpdate = Shape.Object(Must("value", Value), May("version", CommonShapes.Version))
        .Named("StockForUpdate");
}
