using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Carriers and their connections as their bodies tell them.</summary>
internal static class CarrierAnswerShapes
{
    private static readonly Member[] Head =
    [
        .. AnswerShapes.Versioned,
        Must("key", CommonShapes.Ref),
        Must("name", Shape.Name()),
        Must("status", CarrierShapes.Status),
        Must("deliveryType", CarrierShapes.DeliveryType),
        Must("lifecycle", Shape.Choice("GA")),
    ];

    public static readonly Shape Stripped = Shape.Object(Head).Named("StrippedCarrier");

    public static readonly Shape Carrier = Shape.Object([.. Head, .. CarrierShapes.Kept]).Named("Carrier");

    public static readonly Shape Connection = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("facilityRef", CommonShapes.Ref),
        Must("carrierRef", CommonShapes.Ref),
        Must("key", CommonShapes.Ref),
        Must("deliveryType", CarrierShapes.DeliveryType),
        .. CarrierShapes.OfConnection,
    ]).Named("FacilityCarrierConnection");
}
