using System.Text.Json;
using Emend.Server.Desk.Events;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A subscription and how much of it is open.</summary>
internal readonly record struct ToldSubscription(Subscription Subscription, OpenDeliveries Open);

/// <summary>Subscriptions and what became of their events.</summary>
internal static class SubscriptionShapes
{
    public const int MostDeliveries = 500;

    private const int Most = 10_000;

    public static readonly string[] States = ["PENDING", "DELIVERED", "PARKED"];

    private static readonly Shape Count = Shape.Whole(least: 0);

    private static readonly Shape Delivery = Shape.Object(
        Must("event", CommonShapes.Ref.Says("The id of the event, as the feed tells it.")),
        Must("order", CommonShapes.Ref),
        Must("state", Shape.Choice(States).Says("A parked event was given up, and those after it went on.")),
        Must("attempts", Count),
        May("firstAt", Shape.Moment.Says("When it was first tried.")),
        May("triedAt", Shape.Moment.Says("When it was tried last.")),
        May("dueAt", Shape.Moment.Says("When it is tried again, at the earliest.")),
        May("status", Shape.Whole(100, 999).Says("What was answered last.")),
        May("failure", Shape.Text().Says("What was in the way the last time.")),
        May("missedBefore", Shape.Flag.Says("Whether an earlier event of the order was parked when it went."))).Named("EventDelivery");

    public static readonly Shape Subscription = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("name", Shape.Text()),
        Must("event", Shape.Text()),
        Must("callbackUrl", Shape.Text(2_000)),
        Must("facilities", Shape.List(CommonShapes.Ref, Most).Says("Only what matters there; everything where empty.")),
        Must("createdAt", Shape.Moment),
        Must("pending", Count.Says("How many events are still to be delivered, of those that were taken up.")),
        Must("parked", Count.Says("How many were given up."))).Named("Subscription");

    public static readonly Shape Subscriptions = Shape.Object(Must("subscriptions", Shape.List(Subscription, Most)));

    public static readonly Shape Deliveries = Shape.Object(Must("deliveries", Shape.List(Delivery, MostDeliveries)));

    public static readonly Shape Replay = Shape.Object(
        May("event", CommonShapes.Ref.Says("The id of one event.")),
        May("from", Shape.Moment.Says("Everything since then."))).WithOneOf("event", "from");

    public static readonly Shape Rotation = Shape.Object(
        May("overlapMinutes", Shape.Whole(0, 10_080).Says("How long the secret so far signs along; a day where left out.")));

    public static readonly Shape Secret = Shape.Object(
        Must("secret", Shape.Name().Says("As Standard Webhooks writes it: whsec_ and base64."))).Named("SigningSecret");

    public static void Write(Utf8JsonWriter json, ToldSubscription told)
    {
        var subscription = told.Subscription;
        json.WriteString("id", subscription.Id);
        json.WriteString("name", subscription.Name);
        json.WriteString("event", subscription.Event);
        json.WriteString("callbackUrl", subscription.Callback.OriginalString);
        json.Texts("facilities", subscription.Facilities.Select(f => f.Value));
        json.Moment("createdAt", subscription.CreatedAt);
        json.WriteNumber("pending", told.Open.Pending);
        json.WriteNumber("parked", told.Open.Parked);
    }

    public static void Write(Utf8JsonWriter json, (EventDelivery Delivery, string Id) told)
    {
        var (delivery, id) = told;
        json.WriteString("event", id);
        json.WriteString("order", delivery.Order.Value);
        json.WriteString("state", States[(int)delivery.State]);
        json.WriteNumber("attempts", delivery.Attempts);
        json.Moment("firstAt", delivery.FirstAt);
        json.Moment("triedAt", delivery.TriedAt);
        if (delivery.State is DeliveryState.Pending) json.Moment("dueAt", delivery.DueAt);
        if (delivery.Status > 0) json.WriteNumber("status", delivery.Status);
        if (delivery.Failure.Length > 0) json.WriteString("failure", delivery.Failure);
        if (delivery.Missed) json.WriteBoolean("missedBefore", true);
    }
}
