using System.Text.Json;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes subscriptions. The address is also written in the deprecated members.</summary>
internal static class SubscriptionWriter
{
    public static void Write(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("id", subscription.Id);
        json.WriteTimestamp("created", subscription.CreatedAt);
        json.WriteString("name", subscription.Name);
        json.WriteString("event", subscription.Event);
        json.WriteObject("target", subscription, static (target, of) =>
        {
            target.WriteString("type", "WEBHOOK");
            WriteAddress(target, of);
        });
        WriteAddress(json, subscription);
        if (!subscription.Facilities.IsEmpty)
        {
            json.WriteObjects("contexts", [subscription], WriteContext);
        }
    }

    private static void WriteAddress(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("callbackUrl", subscription.Callback.OriginalString);
        if (subscription.Headers.IsEmpty)
        {
            return;
        }

        json.WriteObjects("headers", subscription.Headers, static (item, header) =>
        {
            item.WriteString("key", header.Key);
            item.WriteString("value", header.Value);
        });
    }

    private static void WriteContext(Utf8JsonWriter json, Subscription subscription)
    {
        json.WriteString("type", "FACILITY");
        json.WriteTexts("values", subscription.Facilities.Select(f => f.Value));
    }
}
