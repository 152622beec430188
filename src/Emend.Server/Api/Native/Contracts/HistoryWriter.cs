using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Routing;
using Emend.Server.Application.History;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>
/// What happened to an order, and differences. Who did it is told: the switch that anonymises actors is about what the face of
/// fulfillmenttools shows.
/// </summary>
internal static class HistoryWriter
{
    private const int Max = 10_000;

    public static readonly JsonSchema Difference = JsonSchema.Object(
        Required("path", JsonSchema.Text().WithDescription("A JSON pointer that stays the same: entities by their id.")),
        Required("kind", EnumWireNames.Shape<DifferenceKind>()),
        Required("area", EnumWireNames.Shape<DifferenceArea>()),
        Required("words", JsonSchema.Text()),
        Optional("before", JsonSchema.Anything),
        Optional("after", JsonSchema.Anything),
        Required("erased", JsonSchema.Flag.WithDescription("Whether what it said was erased since."))).Named("Difference");

    public static readonly JsonSchema Actor = JsonSchema.Object(Required("id", JsonSchema.Text()), Required("name", JsonSchema.Text())).Named("Actor");

    public static readonly JsonSchema Entry = JsonSchema.Object(
        Required("revision", NativeCommonSchemas.Revision),
        Required("at", JsonSchema.Moment),
        Required("modification", JsonSchema.Flag.WithDescription("Whether the order or how it is fulfilled was modified, and not only work on it reported.")),
        Required("actor", Actor),
        Required("face", JsonSchema.Text()),
        Required("policy", JsonSchema.Text()),
        Required("policyVersion", NativeCommonSchemas.Revision),
        Optional("reason", NativeCommonSchemas.Reason),
        Optional("comment", JsonSchema.Text(10_000)),
        Optional("undoes", NativeCommonSchemas.Revision),
        Required("undoneBy", JsonSchema.List(NativeCommonSchemas.Revision, Max)),
        Required("differences", JsonSchema.List(Difference, Max)),
        Optional("decidedOn", DecisionRecordWriter.Schema.WithDescription("Of a modification, where the entry is read alone.")),
        Optional("routing", RoutingRunWriter.Schema.WithDescription("How it was routed, where it was, and the entry is read alone."))).Named("HistoryEntry");

    public static readonly JsonSchema Page = JsonSchema.Object(
        Required("entries", JsonSchema.List(Entry, Max)),
        Optional("next", NativeCommonSchemas.Revision.WithDescription("What to send as before for the next page."))).Named("HistoryPage");

    public static readonly JsonSchema Diff = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Ref),
        Required("from", NativeCommonSchemas.Revision),
        Required("to", NativeCommonSchemas.Revision),
        Required("differences", JsonSchema.List(Difference, Max))).Named("Diff");

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
        json.Text("reason", entry.DecisionRecord?.Reason);
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
        if (told.Entry.DecisionRecord is { } decisionRecord) json.Object("decidedOn", decisionRecord, DecisionRecordWriter.Write);
        if (told.Run is { } run) json.Object("routing", run, RoutingRunWriter.Write);
    }

    public static void Write(Utf8JsonWriter json, FieldDifference fieldDifference)
    {
        json.WriteString("path", fieldDifference.Path);
        json.WriteString("kind", EnumWireNames.Of(fieldDifference.Kind));
        json.WriteString("area", EnumWireNames.Of(fieldDifference.Area));
        json.WriteString("words", fieldDifference.Description);
        json.Kept("before", fieldDifference.Before);
        json.Kept("after", fieldDifference.After);
        json.WriteBoolean("erased", fieldDifference.IsErased);
    }
}
