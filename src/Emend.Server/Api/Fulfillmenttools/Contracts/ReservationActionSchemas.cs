using Emend.Server.Api.Fulfillmenttools.Search;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of actions on reservations.</summary>
internal static class ReservationActionSchemas
{
    public const string KeepStocks = "REMOVE_RESERVATIONS_KEEP_STOCKS";
    public const string ReduceStocks = "REMOVE_RESERVATIONS_REDUCE_STOCKS";
    public const string Selector = "reservationSelector";

    private const int MaxReservations = 100;

    private static readonly JsonSchema One = JsonSchema.List(CommonSchemas.Ref, 1, 1);

    public static readonly JsonSchema Action = JsonSchema.Object(
        Required("name", JsonSchema.Choice(KeepStocks, ReduceStocks)),
        Required(
            Selector,
            JsonSchema.Object(
                Optional("orderRefs", One),
                Optional("tenantOrderIds", One),
                Optional("routingPlanRefs", One),
                Optional("reservationRefs", JsonSchema.List(CommonSchemas.Ref, MaxReservations, 1)),
                Optional("reservationPredicate", FulfillmentSearchFields.Reservation))
            .WithOneOf("orderRefs", "tenantOrderIds", "routingPlanRefs", "reservationRefs", "reservationPredicate")
            .Named("ReservationSelector"))).Named("ReservationAction");

    public static readonly JsonSchema Results = JsonSchema.List(
        JsonSchema.Object(
            Required("status", JsonSchema.Choice("DELETED")),
            Required("reservation", JsonSchema.Object(Required("id", CommonSchemas.Ref)).Named("StrippedReservation")))
        .Named("ReservationActionResult"));
}
