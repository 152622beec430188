using System.Text.Json;
using Emend.Core.Differences;
using Emend.Core.Routing;
using Emend.Server.Desk.History;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>
/// What happened to an order, and differences. Who did it is told: the switch that anonymises actors is about what the face of
/// fulfillmenttools shows.
/// </summary>
internal static class HistoryBody
{
    private const int Most = 10_000;

    public static readonly Shape Difference = Shape.Object(
        Must("path", Shape.Text().Says("A JSON pointer that stays the same: entities by their id.")),
        Must("kind", States.Shape<DifferenceKind>()),
        Must("area", States.Shape<Area>()),
        Must("words", Shape.Text()),
        May("before", Shape.Anything),
        May("after", Shape.Anything),
        Must("erased", Shape.Flag.Says("Whether what it said was erased since."))).Named("Difference");

    public static readonly Shape Actor = Shape.Object(Must("id", Shape.Text()), Must("name", Shape.Text())).Named("Actor");

    public static readonly Shape Entry = Shape.Object(
        Must("revision", CommonShapes.Revision),
        Must("at", Shape.Moment),
        Must("modification", Shape.Flag.Says("Whether the order or how it is fulfilled was modified, and not only work on it reported.")),
        Must("actor", Actor),
        Must("face", Shape.Text()),
        Must("policy", Shape.Text()),
        Must("policyVersion", CommonShapes.Revision),
        May("reason", CommonShapes.Reason),
        May("comment", Shape.Text(10_000)),
        May("undoes", CommonShapes.Revision),
        Must("undoneBy", Shape.List(CommonShapes.Revision, Most)),
        Must("differences", Shape.List(Difference, Most)),
        May("decidedOn", GroundBody.Shape.Says("Of a modification, where the entry is read alone.")),
        May("routing", RunBody.Shape.Says("How it was routed, where it was, and the entry is read alone."))).Named("HistoryEntry");

    public static readonly Shape Page = Shape.Object(
        Must("entries", Shape.List(Entry, Most)),
        May("next", CommonShapes.Revision.Says("What to send as before for the next page."))).Named("HistoryPage");

    public static readonly Shape Diff = Shape.Object(
        Must("order", CommonShapes.Ref),
        Must("from", CommonShapes.Revision),
        Must("to", CommonShapes.Revision),
        Must("differences", Shape.List(Difference, Most))).Named("Diff");

    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteNumber("revision", entry.Revision);
        json.Moment("at", entry.At);
        json.WriteBoolean("modification", entry.IsModification);
        json.Object("actor", entry.Provenance, static (actor, who) =>
        {
            actor.WriteString("id", who.Actor.Value);
            actor.WriteString("name", who.ActorName);
        });
        json.WriteString("face", entry.Provenance.Face);
        json.WriteString("policy", entry.Provenance.Policy);
        json.WriteNumber("policyVersion", entry.Provenance.PolicyVersion);
        json.Text("reason", entry.Ground?.Reason);
        json.Text("comment", entry.Comment);
        if (entry.Undoes is { } undone) json.WriteNumber("undoes", undone);
        json.WriteStartArray("undoneBy");
        foreach (var by in entry.UndoneBy) json.WriteNumberValue(by);
        json.WriteEndArray();
        json.Objects("differences", entry.Differences, Write);
    }

    /// <summary>An entry with what it was decided on, and how it was routed.</summary>
    public static void WriteAlone(Utf8JsonWriter json, (JournalEntry Entry, RoutingLog? Run) told)
    {
        Write(json, told.Entry);
        if (told.Entry.Ground is { } ground) json.Object("decidedOn", ground, GroundBody.Write);
        if (told.Run is { } run) json.Object("routing", run, RunBody.Write);
    }

    public static void Write(Utf8JsonWriter json, Difference difference)
    {
        json.WriteString("path", difference.Path);
        json.WriteString("kind", States.Of(difference.Kind));
        json.WriteString("area", States.Of(difference.Area));
        json.WriteString("words", difference.Words);
        json.Kept("before", difference.Before);
        json.Kept("after", difference.After);
        json.WriteBoolean("erased", difference.IsErased);
    }
}
