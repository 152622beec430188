using System.Text.Json;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A subscription with the counts of its pending and dead-lettered deliveries.</summary>
internal readonly record struct SubscriptionView(Subscription Subscription, PendingDeliveryCounts Counts);

/// <summary>Schemas and writer of subscriptions and event deliveries.</summary>
internal static class NativeSubscriptionSchemas
{
    public const int MaxDeliveries = 500;

    private const int MaxItems = 10_000;

    public static readonly string[] States = ["PENDING", "DELIVERED", "DEAD_LETTERED"];

    private static readonly JsonSchema Count = JsonSchema.Integer(min: 0);

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Required("event", NativeCommonSchemas.Id.WithDescription("The id of the event in the event feed.")),
        Required("order", NativeCommonSchemas.Id),
        Required("state", JsonSchema.Choice(States).WithDescription(
            "Emend abandoned a dead-lettered event after its retries and continued with later events.")),
        Required("attempts", Count),
        Optional("firstAttemptAt", JsonSchema.Timestamp),
        Optional("lastAttemptAt", JsonSchema.Timestamp),
        Optional("nextAttemptAt", JsonSchema.Timestamp.WithDescription("The earliest time of the next attempt.")),
        Optional("status", JsonSchema.Integer(100, 999).WithDescription("The HTTP status of the last response.")),
        Optional("failure", JsonSchema.Text().WithDescription("Why the last attempt failed.")),
        Optional("gapBefore", JsonSchema.Boolean.WithDescription(
            "True if an earlier event of the order was dead-lettered before this delivery."))).Named("EventDelivery");

    private static readonly JsonSchema CallbackUrl = JsonSchema.NonBlankText(2_000);

    private static readonly JsonSchema Types = JsonSchema.List(EventWriter.TypeSchema, NativeEventNames.All.Length, min: 1).WithDescription(
        "The types of the events. If absent, all events.");

    private static readonly JsonSchema Api = JsonSchema.NonBlankText(100).WithDescription(
        "The API whose event names and bodies the receiver gets: native (CloudEvents) or fulfillmenttools. "
        + $"If absent, {Application.Events.Subscription.DefaultApi}.");

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Required("name", JsonSchema.NonBlankText(200)),
        Required("callbackUrl", CallbackUrl.WithDescription("Target address. The scheme is http or https.")),
        Optional("api", Api),
        Optional("types", Types),
        Optional("facilities", JsonSchema.List(NativeCommonSchemas.Id, 200, min: 1).WithDescription(
            "Only events of these facilities. If absent, of all facilities.")),
        Optional("headers", JsonSchema.List(
            JsonSchema.Object(Required("key", JsonSchema.NonBlankText(100)), Required("value", JsonSchema.Text())).Named("CallbackHeader"),
            max: 20, min: 1))).Named("SubscriptionForCreation");

    public static readonly JsonSchema Subscription = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("name", JsonSchema.Text()),
        Required("api", JsonSchema.Text().WithDescription("The API whose event names and bodies the receiver gets.")),
        Required("event", JsonSchema.Text().WithDescription(
            "The event name of the fulfillmenttools API, or the event types, separated by commas, or * for all.")),
        Optional("types", Types),
        Required("callbackUrl", JsonSchema.Text(2_000)),
        Required("facilities", JsonSchema.List(NativeCommonSchemas.Id, MaxItems).WithDescription(
            "Only events of these facilities. Empty: all facilities.")),
        Required("createdAt", JsonSchema.Timestamp),
        Required("pending", Count.WithDescription("The number of queued events that are not yet delivered.")),
        Required("deadLettered", Count.WithDescription("The number of dead-lettered events."))).Named("Subscription");

    public static readonly JsonSchema Subscriptions = JsonSchema.Object(Required("subscriptions", JsonSchema.List(Subscription, MaxItems)));

    public static readonly JsonSchema Deliveries = JsonSchema.Object(Required("deliveries", JsonSchema.List(Delivery, MaxDeliveries)));

    public static readonly JsonSchema Replay = JsonSchema.Object(
        Optional("event", NativeCommonSchemas.Id.WithDescription("Replays the event with this id.")),
        Optional("from", JsonSchema.Timestamp.WithDescription("Replays all events since this time."))).WithOneOf("event", "from");

    public static readonly JsonSchema Rotation = JsonSchema.Object(
        Optional("overlapMinutes", JsonSchema.Integer(0, 10_080).WithDescription(
            "How long requests are also signed with the previous secret. Default: one day.")));

    public static readonly JsonSchema Secret = JsonSchema.Object(
        Required("secret", JsonSchema.NonBlankText().WithDescription(
            "In the format of Standard Webhooks: whsec_ followed by base64."))).Named("SigningSecret");

    public static void Write(Utf8JsonWriter json, SubscriptionView view)
    {
        var subscription = view.Subscription;
        json.WriteString("id", subscription.Id);
        json.WriteString("name", subscription.Name);
        json.WriteString("api", subscription.Api);
        json.WriteString("event", subscription.Event);
        if (!subscription.Kinds.IsEmpty)
        {
            json.WriteTexts("types", subscription.Kinds.Select(NativeEventNames.ToName));
        }

        json.WriteString("callbackUrl", subscription.Callback.OriginalString);
        json.WriteTexts("facilities", subscription.Facilities.Select(f => f.Value));
        json.WriteTimestamp("createdAt", subscription.CreatedAt);
        json.WriteNumber("pending", view.Counts.Pending);
        json.WriteNumber("deadLettered", view.Counts.DeadLettered);
    }

    public static void Write(Utf8JsonWriter json, (EventDelivery Delivery, string Id) item)
    {
        var (delivery, id) = item;
        json.WriteString("event", id);
        json.WriteString("order", delivery.Order.Value);
        json.WriteString("state", States[(int)delivery.State]);
        json.WriteNumber("attempts", delivery.Attempts);
        json.WriteTimestamp("firstAttemptAt", delivery.FirstAttemptAt);
        json.WriteTimestamp("lastAttemptAt", delivery.LastAttemptAt);
        if (delivery.State is EventDeliveryState.Pending)
        {
            json.WriteTimestamp("nextAttemptAt", delivery.NextAttemptAt);
        }

        if (delivery.Status > 0)
        {
            json.WriteNumber("status", delivery.Status);
        }

        if (delivery.Failure.Length > 0)
        {
            json.WriteString("failure", delivery.Failure);
        }

        if (delivery.HasGap)
        {
            json.WriteBoolean("gapBefore", true);
        }
    }
}
