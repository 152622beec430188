using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>Writes events in the structured JSON format of CloudEvents 1.0.</summary>
internal static class CloudEventWriter
{
    public const string MediaType = "application/cloudevents+json";
    private const int EnvelopeSize = 1_024;

    /// <summary>Writes the event with its body as the data.</summary>
    public static byte[] Write(TenantId tenant, OutboundMessage outboundMessage)
    {
        var feedEvent = outboundMessage.Event;
        var buffer = new ArrayBufferWriter<byte>(outboundMessage.Body.Length + EnvelopeSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", outboundMessage.Id);
            json.WriteString("source", $"/tenants/{Uri.EscapeDataString(tenant.Value)}");
            json.WriteString("type", ToEventType(outboundMessage.Name));
            json.WriteString("subject", feedEvent.Order.Value);
            json.WriteTimestamp("time", feedEvent.OccurredAt);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("tenant", tenant.Value);
            json.WriteString("partitionkey", feedEvent.Order.Value);
            json.WriteString("sequence", FormatSequence(feedEvent));
            if (outboundMessage.HasGap)
            {
                json.WriteBoolean("gapbefore", true);
            }

            json.WritePropertyName("data");
            json.WriteRawValue(outboundMessage.Body, skipInputValidation: true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string ToEventType(string name) => "emend." + name;

    /// <summary>Routing key: tenant, then event. Replaces the characters that have a meaning in bindings.</summary>
    public static string CreateRoutingKey(TenantId tenant, string name) => $"{EscapeRoutingKey(tenant.Value)}.{EscapeRoutingKey(name)}";

    // Sorts as text in the order of the events of an order.
    private static string FormatSequence(FeedEvent feedEvent) =>
        string.Create(CultureInfo.InvariantCulture, $"{feedEvent.Revision:D10}.{feedEvent.Position.Index:D4}");

    private static string EscapeRoutingKey(string text) => text.Replace('.', '_').Replace('*', '_').Replace('#', '_');
}
