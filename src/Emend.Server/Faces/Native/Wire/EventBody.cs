using System.Buffers;
using System.Text.Json;
using Emend.Core.Differences;
using Emend.Server.Desk.Events;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>An event: what happened, and each field that differs by it, so that nobody need compare.</summary>
internal static class EventBody
{
    private const int Most = 10_000;

    private static readonly SearchValues<byte> Breaks = SearchValues.Create("\r\n"u8);

    public static readonly Shape Kind = Shape.Choice([.. EventKinds.All]);

    public static readonly Shape Event = Shape.Object(
        Must("id", CommonShapes.Ref.Says("Its place in the feed: go on after it, and know it again by it.")),
        Must("kind", Kind),
        Must("order", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("revision", CommonShapes.Revision.Says("The revision of the order that it made.")),
        Must("version", CommonShapes.Revision),
        Must("at", Shape.Moment),
        Must("actor", HistoryBody.Actor),
        Must("face", Shape.Text()),
        Must("policy", Shape.Text()),
        Must("policyVersion", CommonShapes.Revision),
        May("entity", CommonShapes.Ref.Says("The routing plan or pick job it is about; nothing where it is about the order.")),
        Must("facilities", Shape.List(CommonShapes.Ref, Most).Says("Where it matters.")),
        Must("articles", Shape.List(Shape.Text(), Most).Says("The articles it touches.")),
        Must("differences", Shape.List(HistoryBody.Difference, Most))).Named("Event");

    public static readonly Shape Page = Shape.Object(
        Must("events", Shape.List(Event, Most)),
        Must("cursor", CommonShapes.Ref.Says("What to send as after for what comes next; also where there is no event yet.")),
        Must("more", Shape.Flag.Says("Whether there is more already: a page may be short, or empty, all the same.")))
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
        json.WriteString("kind", told.What.Kind);
        json.WriteString("order", told.Order.Value);
        json.Text("tenantOrderId", told.TenantOrderId);
        json.WriteNumber("revision", told.Revision);
        json.WriteNumber("version", told.Version);
        json.Moment("at", told.At);
        json.Object("actor", told.Provenance, static (actor, who) =>
        {
            actor.WriteString("id", who.Actor.Value);
            actor.WriteString("name", who.ActorName);
        });
        json.WriteString("face", told.Provenance.Face);
        json.WriteString("policy", told.Provenance.Policy);
        json.WriteNumber("policyVersion", told.Provenance.PolicyVersion);
        json.Text("entity", told.What.Entity?.Value);
        json.Texts("facilities", told.Facilities.Select(f => f.Value));
        json.Texts("articles", told.What.Articles.Select(a => a.Value));
        json.Objects("differences", told.What.Differences, HistoryBody.Write);
    }
}
