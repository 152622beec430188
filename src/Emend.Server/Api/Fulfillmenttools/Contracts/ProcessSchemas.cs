using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of fulfillment actions and their reasons.</summary>
internal static class ProcessSchemas
{
    public const string CancelationReasonId = "cancelationReasonId";
    public const string RerouteDescriptionId = "rerouteDescriptionId";

    public const string CleanupDate = "gdprCleanupDate";
    public const string DeletionDate = "deletionDate";

    public const string AssignAction = "AssignFacilityToProcess";

    private const int MaxReferences = 10;

    private static readonly PropertySchema Version = Required("version", CommonSchemas.Version);

    public static readonly PropertySchema CancelationReasonProperty =
        Optional(CancelationReasonId, CommonSchemas.Ref.WithDescription("The id of one of the tenant's cancelation reasons."));

    private static readonly PropertySchema[] CancelMembers = [Version, CancelationReasonProperty];

    private static readonly PropertySchema RerouteDescriptionProperty =
        Optional(RerouteDescriptionId, CommonSchemas.Ref.WithDescription("The id of one of the tenant's reroute descriptions."));

    public static readonly JsonSchema OrderAction = new DiscriminatedSchema(
        "name",
        ("CANCEL", CancelMembers),
        ("FORCE_CANCEL", CancelMembers),
        ("UNLOCK", [Version, Optional("targetTime", JsonSchema.Timestamp.WithDescription("New preferred time. The order is rerouted."))]),
        ("CONFIRM_PROMISE", [Version, Optional("tenantOrderId", CommonSchemas.Ref.WithDescription("New tenant order id."))]),
        ("EXTEND_PROMISE", [Version]),
        ("CHANGE_CONSUMER_ADDRESS",
        [
            Version,
            Required("addressType", ConsumerSchemas.AddressType),
            Required("consumerAddress", ConsumerSchemas.Address.WithDescription(
                "New values of the address of this type. Absent members stay unchanged. A missing address is added.")),
        ]),
        ("REPLACE_CONSUMER_ADDRESSES",
        [
            Version,
            Required("consumerAddresses", ConsumerSchemas.Addresses.WithDescription("Replaces all addresses.")),
        ])).Named("OrderAction");

    public static readonly JsonSchema ProcessAction = new DiscriminatedSchema(
        "name",
        ("ASSIGN_FACILITY_TO_PROCESS",
        [
            Version,
            Required("facilityRef", CommonSchemas.Ref.WithDescription("The facility that supplies the whole order: its id or URN.")),
            RerouteDescriptionProperty,
        ]),
        ("UPDATE_GDPR_CLEANUP_DATE",
            [
                Version,
                Required(
                    CleanupDate,
                    new DaySchema().WithDescription(
                        "Earliest time of anonymization. The order is anonymized only after all work has ended.")),
            ]),
        ("UPDATE_PROCESS_DELETION_DATE",
            [
                Version,
                Required(
                    DeletionDate,
                    new DaySchema().WithDescription("Earliest time of deletion. The order is deleted only after anonymization.")),
            ]))
        .Named("ProcessAction");

    /// <summary>Older form of an action on a process.</summary>
    public static readonly JsonSchema ProcessPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(
            new DiscriminatedSchema(
                "action",
                (AssignAction,
                [
                    Required(
                        "facilityRef", CommonSchemas.Ref.WithDescription("The facility that supplies the whole order: its id or URN.")),
                    RerouteDescriptionProperty,
                ]),
                ("UpdateGdprCleanupDateAction",
                [
                    Required(
                        CleanupDate,
                        new DaySchema().WithDescription(
                            "Earliest time of anonymization. The order is anonymized only after all work has ended.")),
                ])),
            max: 1,
            min: 1))).Named("ProcessPatch");

    /// <summary>The query parameters of a reroute, validated like a body.</summary>
    public static readonly JsonSchema RerouteQuery = JsonSchema.Object(Version, RerouteDescriptionProperty);

    public static readonly JsonSchema PlanPatch = JsonSchema.Object(
        Version,
        Required("actions", JsonSchema.List(new ObjectSchema(
            Required("action", JsonSchema.Choice("ModifyRoutingPlan")),
            Optional("status", JsonSchema.Choice("RETRYABLE").WithDescription("Reroutes the unroutable units.")),
            Optional("facilityRef", CommonSchemas.Ref.WithDescription("Assigns the order to this facility.")))
            .WithOneOf("status", "facilityRef").Named("ModifyRoutingPlan"), 1, 1))).Named("RoutingPlanPatch");

    private static readonly JsonSchema References = JsonSchema.List(CommonSchemas.Ref, MaxReferences);

    public static readonly JsonSchema RerouteCommand = JsonSchema.Object(
        Optional("orderRefs", References),
        Optional("tenantOrderIds", References),
        Optional("routingPlanIds", References),
        Optional("allReroutable", JsonSchema.Boolean.WithDescription("Reroutes all unroutable units. Other members are ignored.")))
        .Named("RerouteCommand");

    public static readonly JsonSchema RerouteResults = JsonSchema.Object(Required("results", JsonSchema.List(
        JsonSchema.Object(
            Required("reference", CommonSchemas.Ref.WithDescription("The reference from the request.")),
            Optional("orderRef", CommonSchemas.Ref),
            Required("status", JsonSchema.Choice("UPDATED", "UNCHANGED", "FAILED")),
            Optional(
                "summary",
                JsonSchema.NonBlankText(10_000).WithDescription(
                    "Reason of the failure."))).Named("RerouteResult")).WithDescription("One result per reference.")),
        Optional(
            "bulkJobRef", CommonSchemas.Ref.WithDescription("The background job of allReroutable. Absent if no units are unroutable.")))
        .Named("RerouteResults");

    private static readonly PropertySchema[] ReasonMembers =
    [
        Required("reason", JsonSchema.NonBlankText(200).WithDescription("Text of the reason.")),
        Required("reasonLocalized", CommonSchemas.Localized.WithDescription("Text of the reason per locale.")),
    ];

    public static readonly JsonSchema ReasonForCreation = JsonSchema.Object(ReasonMembers).Named("ReasonForCreation");

    public static readonly JsonSchema ReasonForUpdate = JsonSchema.Object([Version, .. ReasonMembers]).Named("ReasonForUpdate");

    private static readonly JsonSchema CancelationReason = CreateReason("CANCELATION").Named("CancelationReason");

    private static readonly JsonSchema RerouteDescription = CreateReason("REROUTE").Named("RerouteDescription");

    public static JsonSchema GetReasonSchema(string action) => action == "REROUTE" ? RerouteDescription : CancelationReason;

    public static JsonSchema CreateReasonPage(string action, params PropertySchema[] more) => JsonSchema.Object(
    [
        Required("reasons", JsonSchema.List(GetReasonSchema(action))), .. more, Required("hasNextPage", JsonSchema.Boolean),
        Required("total", JsonSchema.Integer(min: 0)),
    ]);

    private static ObjectSchema CreateReason(string action) => JsonSchema.Object(
        [.. CommonResponseSchemas.Versioned, Required("action", JsonSchema.Choice(action)), .. ReasonMembers]);
}
