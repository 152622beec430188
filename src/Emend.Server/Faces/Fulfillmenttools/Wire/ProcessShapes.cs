using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Actions on orders, processes and what belongs to them, and the reasons that may be given for them.</summary>
internal static class ProcessShapes
{
    public const string CancelationReasonId = "cancelationReasonId";
    public const string RerouteDescriptionId = "rerouteDescriptionId";

    public const string CleanupDate = "gdprCleanupDate";
    public const string DeletionDate = "deletionDate";

    private const int MostNamed = 10;

    private static readonly Member Version = Must("version", CommonShapes.Version);

    public static readonly Member Why =
        May(CancelationReasonId, CommonShapes.Ref.Says("The id of one of the tenant's cancelation reasons."));

    private static readonly Member[] OfCancel = [Version, Why];

    private static readonly Member Description =
        May(RerouteDescriptionId, CommonShapes.Ref.Says("The id of one of the tenant's reroute descriptions."));

    public static readonly Shape OrderAction = new TaggedShape(
        "name",
        ("CANCEL", OfCancel),
        ("FORCE_CANCEL", OfCancel),
        ("UNLOCK", [Version, May("targetTime", Shape.Moment.Says("When the customer wants it now: the order is routed again."))]),
        ("CONFIRM_PROMISE", [Version, May("tenantOrderId", CommonShapes.Ref.Says("The order's number from now on."))]),
        ("EXTEND_PROMISE", [Version])).Named("OrderAction");

    public static readonly Shape ProcessAction = new TaggedShape(
        "name",
        ("ASSIGN_FACILITY_TO_PROCESS",
        [
            Version,
            Must("facilityRef", CommonShapes.Ref.Says("The facility that shall supply all of it; a URN is taken as well.")),
            Description,
        ]),
        ("UPDATE_GDPR_CLEANUP_DATE",
            [Version, Must(CleanupDate, new DayShape().Says("From when what speaks of persons is erased, once all work has ended."))]),
        ("UPDATE_PROCESS_DELETION_DATE",
            [Version, Must(DeletionDate, new DayShape().Says("From when it is deleted, once it was anonymised."))]))
        .Named("ProcessAction");

    /// <summary>What the query of a reroute says, as if it were a body.</summary>
    public static readonly Shape Reroute = Shape.Object(Version, Description);

    public static readonly Shape PickJobPatch = Shape.Object(
        Version,
        Must("actions", Shape.List(
            Shape.Object(Must("action", Shape.Choice("ModifyPickJob")), Must("status", Shape.Choice("REJECTED"))).Named("ModifyPickJob"),
            1,
            1)))
        .Named("PickJobPatch");

    public static readonly Shape PlanPatch = Shape.Object(
        Version,
        Must("actions", Shape.List(new ObjectShape(
            Must("action", Shape.Choice("ModifyRoutingPlan")),
            May("status", Shape.Choice("RETRYABLE").Says("Tries again what found no place.")),
            May("facilityRef", CommonShapes.Ref.Says("Has this facility supply the order.")))
            .WithOneOf("status", "facilityRef").Named("ModifyRoutingPlan"), 1, 1))).Named("RoutingPlanPatch");

    private static readonly Shape Named = Shape.List(CommonShapes.Ref, MostNamed);

    public static readonly Shape RerouteCommand = Shape.Object(
        May("orderRefs", Named),
        May("tenantOrderIds", Named),
        May("routingPlanIds", Named),
        May("allReroutable", Shape.Flag.Says("Everything that waits for a place, whatever is named beside it.")))
        .Named("RerouteCommand");

    public static readonly Shape RerouteResults = Shape.Object(Must("results", Shape.List(
        Shape.Object(
            Must("reference", CommonShapes.Ref.Says("What was named.")),
            May("orderRef", CommonShapes.Ref),
            Must("status", Shape.Choice("UPDATED", "UNCHANGED", "FAILED")),
            May("summary", Shape.Name(10_000).Says("Why it failed."))).Named("RerouteResult")).Says("Of those that were named.")),
        May("bulkJobRef", CommonShapes.Ref.Says("Of allReroutable, the job that does it; none where nothing waits.")))
        .Named("RerouteResults");

    private static readonly Member[] OfReason =
    [
        Must("reason", Shape.Name(200).Says("What it says.")),
        Must("reasonLocalized", CommonShapes.Localized.Says("The same by locale.")),
    ];

    public static readonly Shape ReasonForCreation = Shape.Object(OfReason).Named("ReasonForCreation");

    public static readonly Shape ReasonForUpdate = Shape.Object([Version, .. OfReason]).Named("ReasonForUpdate");

    private static readonly Shape OfCancelation = Reason("CANCELATION").Named("CancelationReason");

    private static readonly Shape OfReroute = Reason("REROUTE").Named("RerouteDescription");

    public static Shape ReasonFor(string action) => action == "REROUTE" ? OfReroute : OfCancelation;

    public static Shape Reasons(string action, params Member[] more) => Shape.Object(
    [
        Must("reasons", Shape.List(ReasonFor(action))), .. more, Must("hasNextPage", Shape.Flag), Must("total", Shape.Whole(least: 0)),
    ]);

    private static ObjectShape Reason(string action) => Shape.Object(
        [.. AnswerShapes.Versioned, Must("action", Shape.Choice(action)), .. OfReason]);
}
