using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>An event as CloudEvents 1.0 has it in JSON, all in one text.</summary>
internal static class CloudEventWriter
{
    public const string MediaType = "application/cloudevents+json";
    private const int Around = 1_024;

    /// <param name="name">As the face calls what happened.</param>
    /// <param name="data">What a webhook is told of it.</param>
    public static byte[] Write(TenantId tenant, OutboundMessage outboundMessage, string name, byte[] data)
    {
        var told = outboundMessage.Told;
        var buffer = new ArrayBufferWriter<byte>(data.Length + Around);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", outboundMessage.Id);
            json.WriteString("source", $"/tenants/{Uri.EscapeDataString(tenant.Value)}");
            json.WriteString("type", TypeOf(name));
            json.WriteString("subject", told.Order.Value);
            json.Moment("time", told.OccurredAt);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("tenant", tenant.Value);
            json.WriteString("partitionkey", told.Order.Value);
            json.WriteString("sequence", Sequence(told));
            if (outboundMessage.Missed) json.WriteBoolean("missedbefore", true);
            json.WritePropertyName("data");
            json.WriteRawValue(data, skipInputValidation: true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string TypeOf(string name) => "emend." + name;

    /// <summary>What to bind by: the tenant, then the event. A word of it has none of the signs that bindings know.</summary>
    public static string Key(TenantId tenant, string name) => $"{Word(tenant.Value)}.{Word(name)}";

    // Compares as a text as the events of an order follow each other.
    private static string Sequence(FeedEvent told) =>
        string.Create(CultureInfo.InvariantCulture, $"{told.Revision:D10}.{told.Position.Index:D4}");

    private static string Word(string text) => text.Replace('.', '_').Replace('*', '_').Replace('#', '_');
}
