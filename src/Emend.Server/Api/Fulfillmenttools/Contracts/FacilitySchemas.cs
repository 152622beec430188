using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Facilities and their stock.</summary>
internal static class FacilitySchemas
{
    private static readonly JsonSchema TimeZone = JsonSchema.Object(
        Required("timeZoneId", new TimeZoneSchema()),
        Optional("timeZoneName", JsonSchema.Text()),
        Optional("offsetInSeconds", JsonSchema.Whole(-86_400, 86_400)),
        Optional("source", JsonSchema.Text())).Named("TimeZone");

    public static readonly JsonSchema Address = JsonSchema.Object(
    [
        .. ConsumerSchemas.AddressMembers,
        Required("companyName", JsonSchema.Name()),
        Optional("emailAddresses", JsonSchema.List(JsonSchema.Object(Required("value", JsonSchema.Email), Optional("recipient", JsonSchema.Text())), max: 10)),
        Optional("resolvedCoordinates", CommonSchemas.Coordinates),
        Optional("resolvedTimeZone", TimeZone),
    ]).Named("FacilityAddress");

    private static readonly JsonSchema Contact = JsonSchema.Object(
        Required("firstName", JsonSchema.Text()),
        Required("lastName", JsonSchema.Text()),
        Optional("roleDescription", JsonSchema.Text()),
        Optional("customAttributes", JsonSchema.AnyObject)).Named("FacilityContact");

    private static readonly JsonSchema Closing = JsonSchema.Object(
        Required("date", JsonSchema.Moment),
        Required("reason", JsonSchema.Text()),
        Required("recurrence", JsonSchema.Choice("YEARLY", "NONRECURRING"))).Named("ClosingDay");

    private static readonly JsonSchema Cost = JsonSchema.Object(
        Required("currency", CommonSchemas.Currency),
        Required("value", JsonSchema.Whole(least: 0)),
        Optional("decimalPlaces", JsonSchema.Whole(0, 6))).Named("OperativeCost");

    public static readonly JsonSchema Status = JsonSchema.Choice("ONLINE", "SUSPENDED", "OFFLINE");

    public static readonly JsonSchema LocationType = JsonSchema.Choice("STORE", "WAREHOUSE", "EXTERNAL");

    /// <summary>What routing does not read: kept as it came, and given back.</summary>
    public static readonly PropertySchema[] KeptInTheDocument =
    [
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("capacityEnabled", JsonSchema.Flag),
        Optional("capacityPlanningTimeframe", JsonSchema.Whole(least: 1)),
        Optional("closingDays", JsonSchema.List(Closing)),
        Optional("contact", Contact),
        Optional("fulfillmentProcessBuffer", JsonSchema.Whole(least: 0)),
        Optional("pickingMethods", JsonSchema.List(JsonSchema.Choice("SINGLE_ORDER", "MULTI_ORDER", "BATCH_PICKING", "BATCH"))),
        Optional("pickingTimes", new PickingTimesSchema()),
        Optional("scanningRule", JsonSchema.AnyObject),
        Optional("services", JsonSchema.List(JsonSchema.Object(Required("type", JsonSchema.Choice("SHIP_FROM_STORE", "PICKUP"))))),
        Optional("operativeCosts", JsonSchema.List(Cost, max: 1)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    private static readonly PropertySchema[] Kept =
    [
        Optional("tenantFacilityId", CommonSchemas.Ref),
        Optional("status", Status),
        Optional("locationType", LocationType),
        .. KeptInTheDocument,
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        [Required("name", JsonSchema.Name()), Required("address", Address), Optional("type", JsonSchema.Choice("MANAGED_FACILITY")), .. Kept])
        .Named("FacilityForCreation");

    /// <summary>Members given replace, members left out stay.</summary>
    public static readonly JsonSchema ForModification = JsonSchema.Object(
    [
        Required("version", CommonSchemas.Version), Optional("type", JsonSchema.Choice("MANAGED_FACILITY")),
        Optional("name", JsonSchema.Name()), Optional("address", Address), .. Kept,
    ]).Named("FacilityForUpdate");

    public static readonly JsonSchema Patch = new FacilityPatchSchema();

    /// <summary>The older form of the same: a list of actions.</summary>
    public static readonly JsonSchema ForActions = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", JsonSchema.List(
            JsonSchema.Object([Required("action", JsonSchema.Choice("ModifyFacility")), Optional("name", JsonSchema.Name()), Optional("address", Address), .. Kept]),
            min: 1))).Named("FacilityActions");
}
