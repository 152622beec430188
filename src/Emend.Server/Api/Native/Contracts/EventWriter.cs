using System.Buffers;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An event: what happened, and each field that differs by it, so that nobody need compare.</summary>
internal static class EventWriter
{
    private const int Max = 10_000;

    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\r\n"u8);

    public static readonly JsonSchema Kind = JsonSchema.Choice([.. EventTypes.All]);

    public static readonly JsonSchema Event = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref.WithDescription("Its place in the feed: go on after it, and know it again by it.")),
        Required("kind", Kind),
        Required("order", NativeCommonSchemas.Ref),
        Optional("tenantOrderId", NativeCommonSchemas.Ref),
        Required("revision", NativeCommonSchemas.Revision.WithDescription("The revision of the order that it made.")),
        Required("version", NativeCommonSchemas.Revision),
        Required("at", JsonSchema.Moment),
        Required("actor", HistoryWriter.Actor),
        Required("face", JsonSchema.Text()),
        Required("policy", JsonSchema.Text()),
        Required("policyVersion", NativeCommonSchemas.Revision),
        Optional("entity", NativeCommonSchemas.Ref.WithDescription("The routing plan or pick job it is about; nothing where it is about the order.")),
        Required("facilities", JsonSchema.List(NativeCommonSchemas.Ref, Max).WithDescription("Where it matters.")),
        Required("articles", JsonSchema.List(JsonSchema.Text(), Max).WithDescription("The articles it touches.")),
        Required("differences", JsonSchema.List(HistoryWriter.Difference, Max))).Named("Event");

    public static readonly JsonSchema Page = JsonSchema.Object(
        Required("events", JsonSchema.List(Event, Max)),
        Required("cursor", NativeCommonSchemas.Ref.WithDescription("What to send as after for what comes next; also where there is no event yet.")),
        Required("more", JsonSchema.Flag.WithDescription("Whether there is more already: a page may be short, or empty, all the same.")))
        .Named("EventPage");

    /// <summary>The event as one line.</summary>
    public static ReadOnlySpan<byte> Line(FeedEvent told, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options)) json.Object((told, id), Write);
        if (buffer.WrittenSpan.IndexOfAny((byte)'\n', (byte)'\r') < 0) return buffer.WrittenSpan;
        // Between the members of a value that was kept as it was sent.
        var line = buffer.WrittenSpan.ToArray();
        line.AsSpan().ReplaceAny(Breaks, (byte)' ');
        return line;
    }

    public static void Write(Utf8JsonWriter json, (FeedEvent Told, string Id) what)
    {
        var (told, id) = what;
        json.WriteString("id", id);
        json.WriteString("kind", told.Event.Kind);
        json.WriteString("order", told.Order.Value);
        json.Text("tenantOrderId", told.TenantOrderId);
        json.WriteNumber("revision", told.Revision);
        json.WriteNumber("version", told.Version);
        json.Moment("at", told.OccurredAt);
        json.Object("actor", told.Provenance, static (actor, who) =>
        {
            actor.WriteString("id", who.Actor.Value);
            actor.WriteString("name", who.ActorName);
        });
        json.WriteString("face", told.Provenance.Face);
        json.WriteString("policy", told.Provenance.Policy);
        json.WriteNumber("policyVersion", told.Provenance.PolicyVersion);
        json.Text("entity", told.Event.Entity?.Value);
        json.Texts("facilities", told.Facilities.Select(f => f.Value));
        json.Texts("articles", told.Event.Articles.Select(a => a.Value));
        json.Objects("differences", told.Event.Differences, HistoryWriter.Write);
    }
}
