using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Routing;
using Emend.Server.Application.History;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>
/// Writes history entries and field differences. Entries always name the actor. The setting <c>actorAnonymization</c> applies to the
/// fulfillmenttools API only.
/// </summary>
internal static class HistoryWriter
{
    private const int MaxItems = 10_000;

    public static readonly JsonSchema DifferenceSchema = JsonSchema.Object(
        Required("path", JsonSchema.Text().WithDescription("A stable JSON pointer. Entities are addressed by id.")),
        Required("kind", EnumWireNames.Schema<DifferenceKind>()),
        Required("area", EnumWireNames.Schema<DifferenceArea>()),
        Required("description", JsonSchema.Text()),
        Optional("before", JsonSchema.Anything),
        Optional("after", JsonSchema.Anything),
        Required("erased", JsonSchema.Boolean.WithDescription(
            "True if the values were erased with the personal data."))).Named("FieldDifference");

    public static readonly JsonSchema ActorSchema = JsonSchema.Object(
        Required("id", JsonSchema.Text()), Required("name", JsonSchema.Text())).Named("Actor");

    public static readonly JsonSchema EntrySchema = JsonSchema.Object(
        Required("revision", NativeCommonSchemas.Revision),
        Required("occurredAt", JsonSchema.Timestamp),
        Required("isModification", JsonSchema.Boolean.WithDescription(
            "True for modifications and fulfillment actions, false for warehouse actions.")),
        Required("actor", ActorSchema),
        Required("api", JsonSchema.Text()),
        Required("policy", JsonSchema.Text()),
        Required("policyVersion", NativeCommonSchemas.Revision),
        Optional("reason", NativeCommonSchemas.Reason),
        Optional("comment", JsonSchema.Text(10_000)),
        Optional("undoes", NativeCommonSchemas.Revision),
        Required("undoneBy", JsonSchema.List(NativeCommonSchemas.Revision, MaxItems)),
        Required("differences", JsonSchema.List(DifferenceSchema, MaxItems)),
        Optional("decisionRecord", DecisionRecordWriter.Schema.WithDescription(
            "Only for a modification, and only if the entry is read by its revision.")),
        Optional("routing", RoutingRunWriter.Schema.WithDescription(
            "Only if the entry routed the order, and only if it is read by its revision."))).Named("HistoryEntry");

    public static readonly JsonSchema PageSchema = JsonSchema.Object(
        Required("entries", JsonSchema.List(EntrySchema, MaxItems)),
        Optional("next", NativeCommonSchemas.Revision.WithDescription("The value of before for the next page."))).Named("HistoryPage");

    public static readonly JsonSchema DiffSchema = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Id),
        Required("from", NativeCommonSchemas.Revision),
        Required("to", NativeCommonSchemas.Revision),
        Required("differences", JsonSchema.List(DifferenceSchema, MaxItems))).Named("OrderDiff");

    public static void Write(Utf8JsonWriter json, JournalEntry entry)
    {
        json.WriteNumber("revision", entry.Revision);
        json.WriteTimestamp("occurredAt", entry.At);
        json.WriteBoolean("isModification", entry.IsModification);
        json.WriteObject("actor", entry.Provenance, static (actor, provenance) =>
        {
            actor.WriteString("id", provenance.Actor.Value);
            actor.WriteString("name", provenance.ActorName);
        });
        json.WriteString("api", entry.Provenance.Api);
        json.WriteString("policy", entry.Provenance.Policy);
        json.WriteNumber("policyVersion", entry.Provenance.PolicyVersion);
        json.WriteText("reason", entry.DecisionRecord?.Reason);
        json.WriteText("comment", entry.Comment);
        if (entry.Undoes is { } undone)
        {
            json.WriteNumber("undoes", undone);
        }

        json.WriteStartArray("undoneBy");
        foreach (var by in entry.UndoneBy)
        {
            json.WriteNumberValue(by);
        }

        json.WriteEndArray();
        json.WriteObjects("differences", entry.Differences, Write);
    }

    /// <summary>Writes an entry with its decision record and its routing run.</summary>
    public static void WriteWithDecision(Utf8JsonWriter json, (JournalEntry Entry, RoutingLog? Run) item)
    {
        Write(json, item.Entry);
        if (item.Entry.DecisionRecord is { } decisionRecord)
        {
            json.WriteObject("decisionRecord", decisionRecord, DecisionRecordWriter.Write);
        }

        if (item.Run is { } run)
        {
            json.WriteObject("routing", run, RoutingRunWriter.Write);
        }
    }

    public static void Write(Utf8JsonWriter json, FieldDifference difference)
    {
        json.WriteString("path", difference.Path);
        json.WriteString("kind", EnumWireNames.ToName(difference.Kind));
        json.WriteString("area", EnumWireNames.ToName(difference.Area));
        json.WriteString("description", difference.Description);
        json.WriteJson("before", difference.Before);
        json.WriteJson("after", difference.After);
        json.WriteBoolean("erased", difference.IsErased);
    }
}
