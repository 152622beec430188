using System.Buffers;
using System.Text.Json;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes an event with every field that it changed, so that clients need not compare orders.</summary>
internal static class EventWriter
{
    private const int MaxItems = 10_000;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    public static readonly JsonSchema TypeSchema = JsonSchema.Choice([.. NativeEventNames.All]);

    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id.WithDescription(
            "The position in the feed. It identifies the event and serves as the cursor for later events.")),
        Required("type", TypeSchema),
        Required("order", NativeCommonSchemas.Id),
        Optional("tenantOrderId", NativeCommonSchemas.Id),
        Required("revision", NativeCommonSchemas.Revision.WithDescription("The revision of the order that the event created.")),
        Required("version", NativeCommonSchemas.Revision),
        Required("sequence", JsonSchema.Integer(min: 0).WithDescription(
            "Number of the event in its order. Later events of the order have higher numbers; numbers can be missing.")),
        Required("occurredAt", JsonSchema.Timestamp),
        Required("actor", HistoryWriter.ActorSchema),
        Required("api", JsonSchema.Text().WithDescription("The API that received the request; emend for the system itself.")),
        Required("policy", JsonSchema.Text()),
        Required("policyVersion", NativeCommonSchemas.Revision),
        Optional("entity", NativeCommonSchemas.Id.WithDescription(
            "The id of the affected entity, such as a routing plan or pick job. Missing if the event concerns the order.")),
        Required("facilities", JsonSchema.List(NativeCommonSchemas.Id, MaxItems).WithDescription("The ids of the affected facilities.")),
        Required("articles", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription("The ids of the affected articles.")),
        Required("differences", JsonSchema.List(HistoryWriter.DifferenceSchema, MaxItems))).Named("Event");

    public static readonly JsonSchema PageSchema = JsonSchema.Object(
        Required("events", JsonSchema.List(Schema, MaxItems)),
        Required("cursor", NativeCommonSchemas.Id.WithDescription(
            "The value of after for the next page. Present even if the page is empty.")),
        Required("hasMore", JsonSchema.Boolean.WithDescription(
            "True if more events are available now. A page can be short or empty and still have more.")))
        .Named("EventPage");

    /// <summary>The event as JSON without line breaks.</summary>
    public static ReadOnlySpan<byte> ToJsonLine(FeedEvent feedEvent, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteObject((feedEvent, id), Write);
        }

        if (buffer.WrittenSpan.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            return buffer.WrittenSpan;
        }
        // Opaque JSON values keep the line breaks that the client sent.
        var line = buffer.WrittenSpan.ToArray();
        line.AsSpan().ReplaceAny(LineBreaks, (byte)' ');
        return line;
    }

    public static void Write(Utf8JsonWriter json, (FeedEvent Event, string Id) item)
    {
        var (feedEvent, id) = item;
        json.WriteString("id", id);
        json.WriteString("type", NativeEventNames.ToName(feedEvent.Event.Kind));
        json.WriteString("order", feedEvent.Order.Value);
        json.WriteText("tenantOrderId", feedEvent.TenantOrderId);
        json.WriteNumber("revision", feedEvent.Revision);
        json.WriteNumber("version", feedEvent.Version);
        json.WriteNumber("sequence", feedEvent.Sequence);
        json.WriteTimestamp("occurredAt", feedEvent.OccurredAt);
        json.WriteObject("actor", feedEvent.Provenance, static (actor, provenance) =>
        {
            actor.WriteString("id", provenance.Actor.Value);
            actor.WriteString("name", provenance.ActorName);
        });
        json.WriteString("api", feedEvent.Provenance.Api);
        json.WriteString("policy", feedEvent.Provenance.Policy);
        json.WriteNumber("policyVersion", feedEvent.Provenance.PolicyVersion);
        json.WriteText("entity", feedEvent.Event.Entity?.Value);
        json.WriteTexts("facilities", feedEvent.Facilities.Select(f => f.Value));
        json.WriteTexts("articles", feedEvent.Event.Articles.Select(a => a.Value));
        json.WriteObjects("differences", feedEvent.Event.Differences, HistoryWriter.Write);
    }
}
