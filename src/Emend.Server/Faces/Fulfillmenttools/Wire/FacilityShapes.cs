using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Facilities and their stock.</summary>
internal static class FacilityShapes
{
    private static readonly Shape TimeZone = Shape.Object(
        Must("timeZoneId", new TimeZoneShape()),
        May("timeZoneName", Shape.Text()),
        May("offsetInSeconds", Shape.Whole(-86_400, 86_400)),
        May("source", Shape.Text())).Named("TimeZone");

    public static readonly Shape Address = Shape.Object(
    [
        .. ConsumerShapes.AddressMembers,
        Must("companyName", Shape.Name()),
        May("emailAddresses", Shape.List(Shape.Object(Must("value", Shape.Email), May("recipient", Shape.Text())), most: 10)),
        May("resolvedCoordinates", CommonShapes.Coordinates),
        May("resolvedTimeZone", TimeZone),
    ]).Named("FacilityAddress");

    private static readonly Shape Contact = Shape.Object(
        Must("firstName", Shape.Text()),
        Must("lastName", Shape.Text()),
        May("roleDescription", Shape.Text()),
        May("customAttributes", Shape.AnyObject)).Named("FacilityContact");

    private static readonly Shape Closing = Shape.Object(
        Must("date", Shape.Moment),
        Must("reason", Shape.Text()),
        Must("recurrence", Shape.Choice("YEARLY", "NONRECURRING"))).Named("ClosingDay");

    private static readonly Shape Cost = Shape.Object(
        Must("currency", CommonShapes.Currency),
        Must("value", Shape.Whole(least: 0)),
        May("decimalPlaces", Shape.Whole(0, 6))).Named("OperativeCost");

    public static readonly Shape Status = Shape.Choice("ONLINE", "SUSPENDED", "OFFLINE");

    public static readonly Shape LocationType = Shape.Choice("STORE", "WAREHOUSE", "EXTERNAL");

    /// <summary>What routing does not read: kept as it came, and given back.</summary>
    public static readonly Member[] KeptInTheDocument =
    [
        May("customAttributes", Shape.AnyObject),
        May("capacityEnabled", Shape.Flag),
        May("capacityPlanningTimeframe", Shape.Whole(least: 1)),
        May("closingDays", Shape.List(Closing)),
        May("contact", Contact),
        May("fulfillmentProcessBuffer", Shape.Whole(least: 0)),
        May("pickingMethods", Shape.List(Shape.Choice("SINGLE_ORDER", "MULTI_ORDER", "BATCH_PICKING", "BATCH"))),
        May("pickingTimes", new PickingTimesShape()),
        May("scanningRule", Shape.AnyObject),
        May("services", Shape.List(Shape.Object(Must("type", Shape.Choice("SHIP_FROM_STORE", "PICKUP"))))),
        May("operativeCosts", Shape.List(Cost, most: 1)),
        May("tags", Shape.List(CommonShapes.Tag)),
    ];

    private static readonly Member[] Kept =
    [
        May("tenantFacilityId", CommonShapes.Ref),
        May("status", Status),
        May("locationType", LocationType),
        .. KeptInTheDocument,
    ];

    public static readonly Shape ForCreation = Shape.Object(
        [Must("name", Shape.Name()), Must("address", Address), May("type", Shape.Choice("MANAGED_FACILITY")), .. Kept])
        .Named("FacilityForCreation");

    /// <summary>Members given replace, members left out stay.</summary>
    public static readonly Shape ForModification = Shape.Object(
    [
        Must("version", CommonShapes.Version), May("type", Shape.Choice("MANAGED_FACILITY")),
        May("name", Shape.Name()), May("address", Address), .. Kept,
    ]).Named("FacilityForUpdate");

    public static readonly Shape Patch = new FacilityPatchShape();

    /// <summary>The older form of the same: a list of actions.</summary>
    public static readonly Shape ForActions = Shape.Object(
        Must("version", CommonShapes.Version),
        Must("actions", Shape.List(
            Shape.Object([Must("action", Shape.Choice("ModifyFacility")), May("name", Shape.Name()), May("address", Address), .. Kept]),
            least: 1))).Named("FacilityActions");
}
