using System.Text.Json;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Subscriptions, ours to theirs: the address also where it stood of old.</summary>
internal static class SubscriptionWriter
{
    public static void Write(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("id", subscription.Id);
        json.Moment("created", subscription.CreatedAt);
        json.WriteString("name", subscription.Name);
        json.WriteString("event", subscription.Event);
        json.Object("target", subscription, static (target, of) =>
        {
            target.WriteString("type", "WEBHOOK");
            Address(target, of);
        });
        Address(json, subscription);
        if (!subscription.Facilities.IsEmpty) json.Objects("contexts", [subscription], Context);
    }

    private static void Address(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("callbackUrl", subscription.Callback.OriginalString);
        if (subscription.Headers.IsEmpty) return;
        json.Objects("headers", subscription.Headers, static (item, header) =>
        {
            item.WriteString("key", header.Key);
            item.WriteString("value", header.Value);
        });
    }

    private static void Context(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("type", "FACILITY");
        json.Texts("values", subscription.Facilities.Select(f => f.Value));
    }
}
