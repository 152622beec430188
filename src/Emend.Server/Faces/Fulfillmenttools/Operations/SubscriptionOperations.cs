using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of subscriptions say of themselves.</summary>
internal static class SubscriptionOperations
{
    private const string Tag = "Events";

    private static readonly Reply TheSubscription = Asked.Ok("The subscription.", SubscriptionShapes.Subscription);

    public static readonly Operation List = new("getSubscriptions", Tag, "List subscriptions")
    {
        Parameters = [Asked.StartAfterId, Asked.Size()],
        Answers = [Asked.Ok("A page of them.", AnswerShapes.Page("subscriptions", SubscriptionShapes.Subscription))],
        Fails = [400],
    };

    public static readonly Operation Create = new("addSubscription", Tag, "Be called when something happens")
    {
        Description = """
            What happens from now on is posted to the address as `{event, eventId, payload}`, signed after the convention of Standard
            Webhooks; the secret is told at `/emend/v1/subscriptions/{id}/secret`. An answer of 2xx within ten seconds takes it; else it is
            tried again for a day, and the events of one order never overtake each other. An event may come twice: know it by `eventId`.
            """.ReplaceLineEndings("\n"),
        Body = SubscriptionShapes.ForCreation,
        Example = """
            { "name": "shop", "event": "ORDER_MODIFIED", "target": { "type": "WEBHOOK", "callbackUrl": "https://shop.example.com/hooks" } }
            """,
        Answers = [Asked.Created("It is made; `Location` names it.", SubscriptionShapes.Subscription)],
        Fails = [422],
    };

    public static readonly Operation Get = new("getSubscription", Tag, "Read a subscription")
    {
        Answers = [TheSubscription],
        Fails = [404],
    };

    public static readonly Operation Delete = new("deleteSubscription", Tag, "End a subscription")
    {
        Description = "What was not delivered is forgotten; what is on its way may still arrive.",
        Answers = [Asked.Ok("As it was.", SubscriptionShapes.Subscription)],
        Fails = [404],
    };
}
