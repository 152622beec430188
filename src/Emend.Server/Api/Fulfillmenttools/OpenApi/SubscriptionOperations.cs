using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of subscriptions.</summary>
internal static class SubscriptionOperations
{
    private const string Tag = "Events";

    private static readonly OperationResponse SubscriptionResponse = CommonParameters.Ok(
        "The subscription.", SubscriptionSchemas.Subscription);

    public static readonly OperationMetadata List = new("getSubscriptions", Tag, "List subscriptions")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize()],
        Responses = [CommonParameters.Ok(
            "A page of subscriptions.", CommonResponseSchemas.Page("subscriptions", SubscriptionSchemas.Subscription))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Create = new("addSubscription", Tag, "Create a subscription")
    {
        Description = """
            Emend posts future events to the address as `{event, eventId, payload}`. Requests are signed as specified by Standard Webhooks;
            `/emend/v1/subscriptions/{id}/secret` returns the secret. The receiver responds with 2xx within ten seconds. Otherwise Emend
            retries for a day. Events of one order are delivered in sequence. An event can be delivered twice: deduplicate by `eventId`.
            """.ReplaceLineEndings("\n"),
        Body = SubscriptionSchemas.ForCreation,
        Example = """
            { "name": "shop", "event": "ORDER_MODIFIED", "target": { "type": "WEBHOOK", "callbackUrl": "https://shop.example.com/hooks" } }
            """,
        Responses = [CommonParameters.Created("The subscription was created. `Location` is its path.", SubscriptionSchemas.Subscription)],
        ErrorStatuses = [422],
    };

    public static readonly OperationMetadata Get = new("getSubscription", Tag, "Read a subscription")
    {
        Responses = [SubscriptionResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Delete = new("deleteSubscription", Tag, "Delete a subscription")
    {
        Description = "Undelivered events are dropped. A delivery in progress can still arrive.",
        Responses = [CommonParameters.Ok("The deleted subscription.", SubscriptionSchemas.Subscription)],
        ErrorStatuses = [404],
    };
}
