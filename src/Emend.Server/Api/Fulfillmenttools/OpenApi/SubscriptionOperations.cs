using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of subscriptions say of themselves.</summary>
internal static class SubscriptionOperations
{
    private const string Tag = "Events";

    private static readonly OperationResponse TheSubscription = CommonParameters.Ok("The subscription.", SubscriptionSchemas.Subscription);

    public static readonly OperationMetadata List = new("getSubscriptions", Tag, "List subscriptions")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size()],
        Answers = [CommonParameters.Ok("A page of them.", CommonResponseSchemas.Page("subscriptions", SubscriptionSchemas.Subscription))],
        Fails = [400],
    };

    public static readonly OperationMetadata Create = new("addSubscription", Tag, "Be called when something happens")
    {
        Description = """
            What happens from now on is posted to the address as `{event, eventId, payload}`, signed after the convention of Standard
            Webhooks; the secret is told at `/emend/v1/subscriptions/{id}/secret`. An answer of 2xx within ten seconds takes it; else it is
            tried again for a day, and the events of one order never overtake each other. An event may come twice: know it by `eventId`.
            """.ReplaceLineEndings("\n"),
        Body = SubscriptionSchemas.ForCreation,
        Example = """
            { "name": "shop", "event": "ORDER_MODIFIED", "target": { "type": "WEBHOOK", "callbackUrl": "https://shop.example.com/hooks" } }
            """,
        Answers = [CommonParameters.Created("It is made; `Location` names it.", SubscriptionSchemas.Subscription)],
        Fails = [422],
    };

    public static readonly OperationMetadata Get = new("getSubscription", Tag, "Read a subscription")
    {
        Answers = [TheSubscription],
        Fails = [404],
    };

    public static readonly OperationMetadata Delete = new("deleteSubscription", Tag, "End a subscription")
    {
        Description = "What was not delivered is forgotten; what is on its way may still arrive.",
        Answers = [CommonParameters.Ok("As it was.", SubscriptionSchemas.Subscription)],
        Fails = [404],
    };
}
