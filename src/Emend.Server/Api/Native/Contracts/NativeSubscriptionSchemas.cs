using System.Text.Json;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A subscription and how much of it is open.</summary>
internal readonly record struct SubscriptionView(Subscription Subscription, PendingDeliveryCounts Open);

/// <summary>Subscriptions and what became of their events.</summary>
internal static class NativeSubscriptionSchemas
{
    public const int MaxDeliveries = 500;

    private const int Max = 10_000;

    public static readonly string[] States = ["PENDING", "DELIVERED", "PARKED"];

    private static readonly JsonSchema Count = JsonSchema.Whole(least: 0);

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Required("event", NativeCommonSchemas.Ref.WithDescription("The id of the event, as the feed tells it.")),
        Required("order", NativeCommonSchemas.Ref),
        Required("state", JsonSchema.Choice(States).WithDescription("A parked event was given up, and those after it went on.")),
        Required("attempts", Count),
        Optional("firstAt", JsonSchema.Moment.WithDescription("When it was first tried.")),
        Optional("triedAt", JsonSchema.Moment.WithDescription("When it was tried last.")),
        Optional("dueAt", JsonSchema.Moment.WithDescription("When it is tried again, at the earliest.")),
        Optional("status", JsonSchema.Whole(100, 999).WithDescription("What was answered last.")),
        Optional("failure", JsonSchema.Text().WithDescription("What was in the way the last time.")),
        Optional("missedBefore", JsonSchema.Flag.WithDescription("Whether an earlier event of the order was parked when it went."))).Named("EventDelivery");

    public static readonly JsonSchema Subscription = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("name", JsonSchema.Text()),
        Required("event", JsonSchema.Text()),
        Required("callbackUrl", JsonSchema.Text(2_000)),
        Required("facilities", JsonSchema.List(NativeCommonSchemas.Ref, Max).WithDescription("Only what matters there; everything where empty.")),
        Required("createdAt", JsonSchema.Moment),
        Required("pending", Count.WithDescription("How many events are still to be delivered, of those that were taken up.")),
        Required("parked", Count.WithDescription("How many were given up."))).Named("Subscription");

    public static readonly JsonSchema Subscriptions = JsonSchema.Object(Required("subscriptions", JsonSchema.List(Subscription, Max)));

    public static readonly JsonSchema Deliveries = JsonSchema.Object(Required("deliveries", JsonSchema.List(Delivery, MaxDeliveries)));

    public static readonly JsonSchema Replay = JsonSchema.Object(
        Optional("event", NativeCommonSchemas.Ref.WithDescription("The id of one event.")),
        Optional("from", JsonSchema.Moment.WithDescription("Everything since then."))).WithOneOf("event", "from");

    public static readonly JsonSchema Rotation = JsonSchema.Object(
        Optional("overlapMinutes", JsonSchema.Whole(0, 10_080).WithDescription("How long the secret so far signs along; a day where left out.")));

    public static readonly JsonSchema Secret = JsonSchema.Object(
        Required("secret", JsonSchema.Name().WithDescription("As Standard Webhooks writes it: whsec_ and base64."))).Named("SigningSecret");

    public static void Write(Utf8JsonWriter json, SubscriptionView subscriptionView)
    {
        var subscription = subscriptionView.Subscription;
        json.WriteString("id", subscription.Id);
        json.WriteString("name", subscription.Name);
        json.WriteString("event", subscription.Event);
        json.WriteString("callbackUrl", subscription.Callback.OriginalString);
        json.Texts("facilities", subscription.Facilities.Select(f => f.Value));
        json.Moment("createdAt", subscription.CreatedAt);
        json.WriteNumber("pending", subscriptionView.Open.Pending);
        json.WriteNumber("parked", subscriptionView.Open.Parked);
    }

    public static void Write(Utf8JsonWriter json, (EventDelivery Delivery, string Id) told)
    {
        var (delivery, id) = told;
        json.WriteString("event", id);
        json.WriteString("order", delivery.Order.Value);
        json.WriteString("state", States[(int)delivery.State]);
        json.WriteNumber("attempts", delivery.Attempts);
        json.Moment("firstAt", delivery.FirstAttemptAt);
        json.Moment("triedAt", delivery.LastAttemptAt);
        if (delivery.State is EventDeliveryState.Pending) json.Moment("dueAt", delivery.NextAttemptAt);
        if (delivery.Status > 0) json.WriteNumber("status", delivery.Status);
        if (delivery.Failure.Length > 0) json.WriteString("failure", delivery.Failure);
        if (delivery.HasGap) json.WriteBoolean("missedBefore", true);
    }
}
