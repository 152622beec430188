using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of history logs.</summary>
internal static class HistoryLogSchemas
{
    private static readonly JsonSchema Facility = JsonSchema.Object(
        Required("facilityRef", CommonSchemas.Ref), Optional("name", JsonSchema.Text())).Named("HistoryLogFacility");

    private static readonly JsonSchema Reason = JsonSchema.Object(
        Required("id", CommonSchemas.Ref), Required("version", JsonSchema.Integer(min: 1)),
        Required("reason", JsonSchema.Text())).Named("HistoryLogReason");

    private static readonly JsonSchema Article = JsonSchema.Object(
        Required("title", JsonSchema.Text()),
        Required("previousQuantity", CommonSchemas.NonNegativeQuantity),
        Required("newQuantity", CommonSchemas.NonNegativeQuantity)).Named("HistoryLogArticle");

    private static readonly JsonSchema Address = JsonSchema.Object(
        Optional("addressType", JsonSchema.Text()),
        Required(
            "changedFields",
            JsonSchema.List(JsonSchema.Text()).WithDescription(
                "Names of the changed members, without their values."))).Named("HistoryLogAddress");

    private static readonly JsonSchema Payload = JsonSchema.Object(
        Optional("facility", Facility),
        Optional("targetFacility", Facility),
        Optional("articles", JsonSchema.List(Article)),
        Optional("changes", JsonSchema.List(Address)),
        Optional("previousPreferredHandlingTime", JsonSchema.OrNull(JsonSchema.Timestamp)),
        Optional("newPreferredHandlingTime", JsonSchema.OrNull(JsonSchema.Timestamp)),
        Optional("cancelationReason", Reason),
        Optional("rerouteDescription", Reason),
        Optional("errorMessage", JsonSchema.Text()),
        Optional("reason", JsonSchema.Text().WithDescription("The comment of a modification."))).Named("HistoryLogPayload");

    private static readonly JsonSchema Entry = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("type", JsonSchema.Text()),
        Required("eventType", JsonSchema.Text().WithDescription("Type of the event.")),
        Required("domain", JsonSchema.Text().WithDescription("Kind of entity that the event is about.")),
        Required("domainRef", CommonSchemas.Ref),
        Required("status", JsonSchema.OrNull(JsonSchema.Text())),
        Required("version", JsonSchema.Integer(min: 1).WithDescription("The version of the process after the event.")),
        Required("timestamp", JsonSchema.Timestamp),
        Optional(
            "user",
            JsonSchema.Object(Required("userRef", CommonSchemas.Ref), Required("username", JsonSchema.Text())).Named("HistoryLogUser")
            .WithDescription("The user who caused the event. Absent if the tenant anonymizes actors.")),
        Required("payload", Payload)).Named("HistoryLog");

    public static readonly JsonSchema Logs = CommonResponseSchemas.Page("historyLogs", Entry);
}
