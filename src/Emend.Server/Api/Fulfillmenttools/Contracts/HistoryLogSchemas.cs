using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The history log of a process, as its body tells it.</summary>
internal static class HistoryLogSchemas
{
    private static readonly JsonSchema Facility = JsonSchema.Object(
        Required("facilityRef", CommonSchemas.Ref), Optional("name", JsonSchema.Text())).Named("HistoryLogFacility");

    private static readonly JsonSchema Reason = JsonSchema.Object(
        Required("id", CommonSchemas.Ref), Required("version", JsonSchema.Whole(least: 1)), Required("reason", JsonSchema.Text())).Named("HistoryLogReason");

    private static readonly JsonSchema Article = JsonSchema.Object(
        Required("title", JsonSchema.Text()),
        Required("previousQuantity", CommonSchemas.AnyQuantity),
        Required("newQuantity", CommonSchemas.AnyQuantity)).Named("HistoryLogArticle");

    private static readonly JsonSchema Address = JsonSchema.Object(
        Optional("addressType", JsonSchema.Text()),
        Required("changedFields", JsonSchema.List(JsonSchema.Text()).WithDescription("Which members; never what they say."))).Named("HistoryLogAddress");

    private static readonly JsonSchema Payload = JsonSchema.Object(
        Optional("facility", Facility),
        Optional("targetFacility", Facility),
        Optional("articles", JsonSchema.List(Article)),
        Optional("changes", JsonSchema.List(Address)),
        Optional("previousPreferredHandlingTime", JsonSchema.OrNull(JsonSchema.Moment)),
        Optional("newPreferredHandlingTime", JsonSchema.OrNull(JsonSchema.Moment)),
        Optional("cancelationReason", Reason),
        Optional("rerouteDescription", Reason),
        Optional("errorMessage", JsonSchema.Text()),
        Optional("reason", JsonSchema.Text().WithDescription("The comment of a modification."))).Named("HistoryLogPayload");

    private static readonly JsonSchema Entry = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("type", JsonSchema.Text()),
        Required("eventType", JsonSchema.Text().WithDescription("What happened.")),
        Required("domain", JsonSchema.Text().WithDescription("About what kind of thing.")),
        Required("domainRef", CommonSchemas.Ref),
        Required("status", JsonSchema.OrNull(JsonSchema.Text())),
        Required("version", JsonSchema.Whole(least: 1).WithDescription("The version of the process by it.")),
        Required("timestamp", JsonSchema.Moment),
        Optional("user", JsonSchema.Object(Required("userRef", CommonSchemas.Ref), Required("username", JsonSchema.Text())).Named("HistoryLogUser")
            .WithDescription("Who did it, where the tenant lets that be told.")),
        Required("payload", Payload)).Named("HistoryLog");

    public static readonly JsonSchema Logs = CommonResponseSchemas.Page("historyLogs", Entry);
}
