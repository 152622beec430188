using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>The history log of a process, as its body tells it.</summary>
internal static class HistoryLogShapes
{
    private static readonly Shape Facility = Shape.Object(
        Must("facilityRef", CommonShapes.Ref), May("name", Shape.Text())).Named("HistoryLogFacility");

    private static readonly Shape Reason = Shape.Object(
        Must("id", CommonShapes.Ref), Must("version", Shape.Whole(least: 1)), Must("reason", Shape.Text())).Named("HistoryLogReason");

    private static readonly Shape Article = Shape.Object(
        Must("title", Shape.Text()),
        Must("previousQuantity", CommonShapes.AnyQuantity),
        Must("newQuantity", CommonShapes.AnyQuantity)).Named("HistoryLogArticle");

    private static readonly Shape Address = Shape.Object(
        May("addressType", Shape.Text()),
        Must("changedFields", Shape.List(Shape.Text()).Says("Which members; never what they say."))).Named("HistoryLogAddress");

    private static readonly Shape Payload = Shape.Object(
        May("facility", Facility),
        May("targetFacility", Facility),
        May("articles", Shape.List(Article)),
        May("changes", Shape.List(Address)),
        May("previousPreferredHandlingTime", Shape.OrNull(Shape.Moment)),
        May("newPreferredHandlingTime", Shape.OrNull(Shape.Moment)),
        May("cancelationReason", Reason),
        May("rerouteDescription", Reason),
        May("errorMessage", Shape.Text()),
        May("reason", Shape.Text().Says("The comment of a modification."))).Named("HistoryLogPayload");

    private static readonly Shape Entry = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("type", Shape.Text()),
        Must("eventType", Shape.Text().Says("What happened.")),
        Must("domain", Shape.Text().Says("About what kind of thing.")),
        Must("domainRef", CommonShapes.Ref),
        Must("status", Shape.OrNull(Shape.Text())),
        Must("version", Shape.Whole(least: 1).Says("The version of the process by it.")),
        Must("timestamp", Shape.Moment),
        May("user", Shape.Object(Must("userRef", CommonShapes.Ref), Must("username", Shape.Text())).Named("HistoryLogUser")
            .Says("Who did it, where the tenant lets that be told.")),
        Must("payload", Payload)).Named("HistoryLog");

    public static readonly Shape Logs = AnswerShapes.Page("historyLogs", Entry);
}
