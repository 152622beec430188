using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas of facilities.</summary>
internal static class FacilitySchemas
{
    private static readonly JsonSchema TimeZone = JsonSchema.Object(
        Required("timeZoneId", new TimeZoneSchema()),
        Optional("timeZoneName", JsonSchema.Text()),
        Optional("offsetInSeconds", JsonSchema.Integer(-86_400, 86_400)),
        Optional("source", JsonSchema.Text())).Named("TimeZone");

    public static readonly JsonSchema Address = JsonSchema.Object(
    [
        .. ConsumerSchemas.AddressMembers,
        Required("companyName", JsonSchema.NonBlankText()),
        Optional(
            "emailAddresses",
            JsonSchema.List(JsonSchema.Object(Required("value", JsonSchema.Email), Optional("recipient", JsonSchema.Text())), max: 10)),
        Optional("resolvedCoordinates", CommonSchemas.Coordinates),
        Optional("resolvedTimeZone", TimeZone),
    ]).Named("FacilityAddress");

    private static readonly JsonSchema Contact = JsonSchema.Object(
        Required("firstName", JsonSchema.Text()),
        Required("lastName", JsonSchema.Text()),
        Optional("roleDescription", JsonSchema.Text()),
        Optional("customAttributes", JsonSchema.AnyObject)).Named("FacilityContact");

    private static readonly JsonSchema ClosingDay = JsonSchema.Object(
        Required("date", JsonSchema.Timestamp),
        Required("reason", JsonSchema.Text()),
        Required("recurrence", JsonSchema.Choice("YEARLY", "NONRECURRING"))).Named("ClosingDay");

    private static readonly JsonSchema OperativeCost = JsonSchema.Object(
        Required("currency", CommonSchemas.Currency),
        Required("value", JsonSchema.Integer(min: 0)),
        Optional("decimalPlaces", JsonSchema.Integer(0, 6))).Named("OperativeCost");

    public static readonly JsonSchema Status = JsonSchema.Choice("ONLINE", "SUSPENDED", "OFFLINE");

    public static readonly JsonSchema LocationType = JsonSchema.Choice("STORE", "WAREHOUSE", "EXTERNAL");

    /// <summary>Members that the stored document preserves unchanged for responses.</summary>
    public static readonly PropertySchema[] PreservedMembers =
    [
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("capacityEnabled", JsonSchema.Boolean),
        Optional("capacityPlanningTimeframe", JsonSchema.Integer(min: 1)),
        Optional("closingDays", JsonSchema.List(ClosingDay)),
        Optional("contact", Contact),
        Optional("fulfillmentProcessBuffer", JsonSchema.Integer(min: 0)),
        Optional("pickingMethods", JsonSchema.List(JsonSchema.Choice("SINGLE_ORDER", "MULTI_ORDER", "BATCH_PICKING", "BATCH"))),
        Optional("pickingTimes", new PickingTimesSchema()),
        Optional("scanningRule", JsonSchema.AnyObject),
        Optional("services", JsonSchema.List(JsonSchema.Object(Required("type", JsonSchema.Choice("SHIP_FROM_STORE", "PICKUP"))))),
        Optional("operativeCosts", JsonSchema.List(OperativeCost, max: 1)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag)),
    ];

    private static readonly PropertySchema[] OptionalMembers =
    [
        Optional("tenantFacilityId", CommonSchemas.Ref),
        Optional("status", Status),
        Optional("locationType", LocationType),
        .. PreservedMembers,
    ];

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        [
            Required("name", JsonSchema.NonBlankText()), Required("address", Address),
            Optional("type", JsonSchema.Choice("MANAGED_FACILITY")), .. OptionalMembers,
        ])
        .Named("FacilityForCreation");

    /// <summary>All members are replaced. Absent members get their default values.</summary>
    public static readonly JsonSchema ForReplacement = JsonSchema.Object(
        [
            Required("version", CommonSchemas.Version), Required("name", JsonSchema.NonBlankText()), Required("address", Address),
            Optional("type", JsonSchema.Choice("MANAGED_FACILITY")), .. OptionalMembers,
        ])
        .Named("FacilityForReplacement");

    /// <summary>Present members replace values, absent members keep them.</summary>
    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
    [
        Required("version", CommonSchemas.Version), Optional("type", JsonSchema.Choice("MANAGED_FACILITY")),
        Optional("name", JsonSchema.NonBlankText()), Optional("address", Address), .. OptionalMembers,
    ]).Named("FacilityForUpdate");

    public static readonly JsonSchema ForPatch = new FacilityPatchSchema();

    /// <summary>Older form of an update: a list of actions.</summary>
    public static readonly JsonSchema ForActions = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                [
                    Required("action", JsonSchema.Choice("ModifyFacility")), Optional("name", JsonSchema.NonBlankText()),
                    Optional("address", Address), .. OptionalMembers,
                ]),
            min: 1))).Named("FacilityActions");
}
