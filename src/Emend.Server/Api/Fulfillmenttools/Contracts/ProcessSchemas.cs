using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Actions on orders, processes and what belongs to them, and the reasons that may be given for them.</summary>
internal static class ProcessSchemas
{
    public const string CancelationReasonId = "cancelationReasonId";
    public const string RerouteDescriptionId = "rerouteDescriptionId";

    public const string CleanupDate = "gdprCleanupDate";
    public const string DeletionDate = "deletionDate";

    private const int MaxNamed = 10;

    private static readonly PropertySchema Version = Required("version", CommonSchemas.Version);

    public static readonly PropertySchema Why =
        Optional(CancelationReasonId, CommonSchemas.Ref.WithDescription("The id of one of the tenant's cancelation reasons."));

    private static readonly PropertySchema[] OfCancel = [Version, Why];

    private static readonly PropertySchema Description =
        Optional(RerouteDescriptionId, CommonSchemas.Ref.WithDescription("The id of one of the tenant's reroute descriptions."));

    public static readonly JsonSchema OrderAction = new DiscriminatedSchema(
        "name",
        ("CANCEL", OfCancel),
        ("FORCE_CANCEL", OfCancel),
        ("UNLOCK", [Version, Optional("targetTime", JsonSchema.Moment.WithDescription("When the customer wants it now: the order is routed again."))]),
        ("CONFIRM_PROMISE", [Version, Optional("tenantOrderId", CommonSchemas.Ref.WithDescription("The order's number from now on."))]),
        ("EXTEND_PROMISE", [Version])).Named("OrderAction");

    public static readonly JsonSchema ProcessAction = new DiscriminatedSchema(
        "name",
        ("ASSIGN_FACILITY_TO_PROCESS",
        [
            Version,
            Required("facilityRef", CommonSchemas.Ref.WithDescription("The facility that shall supply all of it; a URN is taken as well.")),
            Description,
        ]),
        ("UPDATE_GDPR_CLEANUP_DATE",
            [Version, Required(CleanupDate, new DaySchema().WithDescription("From when what speaks of persons is erased, once all work has ended."))]),
        ("UPDATE_PROCESS_DELETION_DATE",
            [Version, Required(DeletionDate, new DaySchema().WithDescription("From when it is deleted, once it was anonymised."))]))
        .Named("ProcessAction");

    /// <summary>What the query of a reroute says, as if it were a body.</summary>
    public static readonly JsonSchema Reroute = JsonSchema.Object(Version, Description);

    public static readonly JsonSchema PickJobPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(
            JsonSchema.Object(Required("action", JsonSchema.Choice("ModifyPickJob")), Required("status", JsonSchema.Choice("REJECTED"))).Named("ModifyPickJob"),
            1,
            1)))
        .Named("PickJobPatch");

    public static readonly JsonSchema PlanPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(new ObjectSchema(
            Required("action", JsonSchema.Choice("ModifyRoutingPlan")),
            Optional("status", JsonSchema.Choice("RETRYABLE").WithDescription("Tries again what found no place.")),
            Optional("facilityRef", CommonSchemas.Ref.WithDescription("Has this facility supply the order.")))
            .WithOneOf("status", "facilityRef").Named("ModifyRoutingPlan"), 1, 1))).Named("RoutingPlanPatch");

    private static readonly JsonSchema Named = JsonSchema.List(CommonSchemas.Ref, MaxNamed);

    public static readonly JsonSchema RerouteCommand = JsonSchema.Object(
        Optional("orderRefs", Named),
        Optional("tenantOrderIds", Named),
        Optional("routingPlanIds", Named),
        Optional("allReroutable", JsonSchema.Flag.WithDescription("Everything that waits for a place, whatever is named beside it.")))
        .Named("RerouteCommand");

    public static readonly JsonSchema RerouteResults = JsonSchema.Object(Required("results", JsonSchema.List(
        JsonSchema.Object(
            Required("reference", CommonSchemas.Ref.WithDescription("What was named.")),
            Optional("orderRef", CommonSchemas.Ref),
            Required("status", JsonSchema.Choice("UPDATED", "UNCHANGED", "FAILED")),
            Optional("summary", JsonSchema.Name(10_000).WithDescription("Why it failed."))).Named("RerouteResult")).WithDescription("Of those that were named.")),
        Optional("bulkJobRef", CommonSchemas.Ref.WithDescription("Of allReroutable, the job that does it; none where nothing waits.")))
        .Named("RerouteResults");

    private static readonly PropertySchema[] OfReason =
    [
        Required("reason", JsonSchema.Name(200).WithDescription("What it says.")),
        Required("reasonLocalized", CommonSchemas.Localized.WithDescription("The same by locale.")),
    ];

    public static readonly JsonSchema ReasonForCreation = JsonSchema.Object(OfReason).Named("ReasonForCreation");

    public static readonly JsonSchema ReasonForUpdate = JsonSchema.Object([Version, .. OfReason]).Named("ReasonForUpdate");

    private static readonly JsonSchema OfCancelation = Reason("CANCELATION").Named("CancelationReason");

    private static readonly JsonSchema OfReroute = Reason("REROUTE").Named("RerouteDescription");

    public static JsonSchema ReasonFor(string action) => action == "REROUTE" ? OfReroute : OfCancelation;

    public static JsonSchema Reasons(string action, params PropertySchema[] more) => JsonSchema.Object(
    [
        Required("reasons", JsonSchema.List(ReasonFor(action))), .. more, Required("hasNextPage", JsonSchema.Flag), Required("total", JsonSchema.Whole(least: 0)),
    ]);

    private static ObjectSchema Reason(string action) => JsonSchema.Object(
        [.. CommonResponseSchemas.Versioned, Required("action", JsonSchema.Choice(action)), .. OfReason]);
}
