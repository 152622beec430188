using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the subscription endpoints.</summary>
internal static class NativeSubscriptionOperations
{
    private const string Tag = "Subscriptions";

    private const int DefaultPageSize = 100;

    private static readonly OperationResponse SecretResponse = new(200, "The signing secret.", NativeSubscriptionSchemas.Secret);

    public static readonly OperationMetadata List = new("listSubscriptions", Tag, "List subscriptions")
    {
        Description = "The subscriptions of all APIs. A subscription of the fulfillmenttools API has one event.",
        Responses = [new(200, "All subscriptions with their pending and dead-lettered counts.", NativeSubscriptionSchemas.Subscriptions)],
    };

    public static readonly OperationMetadata Create = new("createSubscription", Tag, "Subscribe to events")
    {
        Description = "One subscription receives the events of one order in sequence, whatever their types.",
        Body = NativeSubscriptionSchemas.ForCreation,
        Example = """{ "name": "shop", "types": ["ORDER_CREATED", "ORDER_MODIFIED"], "callbackUrl": "https://shop.example.com/hooks" }""",
        Responses = [new(201, "The subscription. It receives later events.", NativeSubscriptionSchemas.Subscription)],
        ErrorStatuses = [422],
    };

    public static readonly OperationMetadata Delete = new("deleteSubscription", Tag, "Delete a subscription")
    {
        Description = "Also deletes a subscription of the fulfillmenttools API.",
        Responses = [new(204, "The subscription is deleted.", null)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Deliveries = new("listDeliveries", Tag, "List event deliveries")
    {
        Description = "Delivered events are listed for one day.",
        Parameters =
        [
            new("state", "Only deliveries with this state.", JsonSchema.Choice(NativeSubscriptionSchemas.States)) { IsRepeated = true },
            new("before", "The id of the last event of the previous page.", NativeCommonSchemas.Id),
            new("size", "The maximum number of deliveries of a page.", JsonSchema.Integer(1, NativeSubscriptionSchemas.MaxDeliveries))
            {
                Default = DefaultPageSize,
            },
        ],
        Responses = [new(200, "The deliveries, newest first.", NativeSubscriptionSchemas.Deliveries)],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata Replay = new("replayEvents", Tag, "Replay events")
    {
        Description = "Replays one event by its id, even if it is dead-lettered or older than the subscription. Or replays all events "
            + "since a time, in sequence.",
        Body = NativeSubscriptionSchemas.Replay,
        Example = """{ "from": "2026-11-22T10:00:00Z" }""",
        Responses = [new(202, "The events will be delivered again.", null)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Secret = new("getSigningSecret", Tag, "Get the signing secret")
    {
        Responses = [SecretResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata Rotate = new("rotateSigningSecret", Tag, "Rotate the signing secret")
    {
        Description = "During the overlap, requests are signed with both secrets, so that the receiver can switch.",
        Body = NativeSubscriptionSchemas.Rotation,
        Example = """{ "overlapMinutes": 60 }""",
        Responses = [SecretResponse],
        ErrorStatuses = [404],
    };
}
