using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request and response schemas of item return jobs.</summary>
internal static class ItemReturnSchemas
{
    private const int MaxUnits = 100;

    private static readonly JsonSchema Status = JsonSchema.Choice("OPEN", "IN_PROGRESS", "FINISHED");

    /// <summary>The action of a job.</summary>
    public static readonly JsonSchema Action = JsonSchema.Object(
        Required("name", JsonSchema.Choice("FinishItemReturnJob")),
        Required("version", CommonSchemas.Version)).Named("ItemReturnJobAction");

    /// <summary>The units that are back in the facility.</summary>
    public static readonly JsonSchema ReturnedLineItems = JsonSchema.Object(
        Required("itemReturnJobVersion", CommonSchemas.Version),
        Required("returnedLineItems", JsonSchema.List(
            JsonSchema.Object(
                Required("itemReturnJobLineItemRef", CommonSchemas.Ref.WithDescription("Id of a line of the job.")),
                Optional("tenantArticleId", CommonSchemas.Ref),
                Optional("status", JsonSchema.Choice("ACCEPTED"))).Named("ReturnedLineItemForCreation"),
            MaxUnits,
            min: 1).WithDescription("One entry per unit: all units that are restocked so far."))).Named("ReplaceReturnedLineItems");

    private static readonly JsonSchema ReturnedLine = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("status", JsonSchema.Choice("ACCEPTED")),
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("itemReturnJobLineItemRefs", JsonSchema.List(CommonSchemas.Ref))).Named("ReturnedLineItem");

    private static readonly PropertySchema[] ItemReturnMembers =
    [
        Required("id", CommonSchemas.Ref),
        Required("created", JsonSchema.Timestamp),
        Required("lastModified", JsonSchema.Timestamp),
        Required("status", Status),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("returnFacilityRef", CommonSchemas.Ref),
        Required("returnedLineItems", JsonSchema.List(ReturnedLine).WithDescription("One entry per restocked unit, at most 100.")),
    ];

    /// <summary>An item return.</summary>
    public static readonly JsonSchema ItemReturn = JsonSchema.Object(ItemReturnMembers).Named("ItemReturn");

    private static readonly JsonSchema ListedItemReturn = JsonSchema.Object(
    [
        .. ItemReturnMembers, Required("searchPaths", JsonSchema.List(JsonSchema.Text()).WithDescription("Always empty.")),
    ]).Named("ListedItemReturn");

    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("id", CommonSchemas.Ref.WithDescription("Id of the order line.")),
        Required("article", OrderLineSchemas.Article),
        Required("delivered", CommonSchemas.NonNegativeQuantity.WithDescription("The picked quantity.")),
        Required("returnable", CommonSchemas.NonNegativeQuantity.WithDescription("The quantity that is not restocked yet.")),
        Required("returned", CommonSchemas.NonNegativeQuantity.WithDescription("The restocked quantity."))).Named("ItemReturnJobLine");

    /// <summary>An item return job.</summary>
    public static readonly JsonSchema Job = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("status", Status),
        Required("processRef", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("anonymized", JsonSchema.Boolean),
        Required("originFacilityRefs", JsonSchema.List(CommonSchemas.Ref)),
        Required("consumerAddresses", JsonSchema.List(ConsumerSchemas.Address)),
        Required("returnableLineItems", JsonSchema.List(Line)),
        Required("itemReturns", JsonSchema.List(ItemReturn)),
    ]).Named("ItemReturnJob");

    /// <summary>A page of jobs.</summary>
    public static readonly JsonSchema Jobs = CommonResponseSchemas.Page("itemReturnJobsWithSearchPaths", Job);

    /// <summary>A page of item returns.</summary>
    public static readonly JsonSchema ItemReturns = JsonSchema.Object(
        Required("itemReturns", JsonSchema.List(ListedItemReturn)), Required("totalCount", JsonSchema.Integer(min: 0)));
}
