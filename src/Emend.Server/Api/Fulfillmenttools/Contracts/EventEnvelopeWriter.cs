using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Events as this API sends them: in an envelope, with the thing they are about as it was then.</summary>
internal sealed class EventEnvelopeWriter : IEventPayloadWriter
{
    private const int Default = 4_096;

    public ImmutableArray<string> KindsOf(string name) => FulfillmenttoolsEventNames.KindsOf(name);

    public string NameOf(string kind) => FulfillmenttoolsEventNames.Of(kind) ?? kind;

    public byte[] Body(FeedEvent told, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(Default);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("event", NameOf(told.Event.Kind));
            json.WriteString("eventId", id);
            json.Object("payload", told, Payload);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Payload(Utf8JsonWriter json, FeedEvent told)
    {
        var order = told.After;
        if (told.Event.Kind is EventTypes.Anonymized or EventTypes.Deleted)
            ProcessWriter.Write(json, new(order, PlansOf(told), JobsOf(order)));
        else if (told.Event.Entity is not { } id) OfOrder(json, told);
        else if (JobOf(told, id) is { } job) PickJobWriter.Write(json, new(order, job));
        else if (PlanOf(told, id) is { } plan) RoutingPlanWriter.Write(json, new(new(order, plan), PlansOf(told)));
        else
        {
            json.WriteString("id", id.Value);
            json.WriteString("orderRef", order.Id.Value);
            json.Text("tenantOrderId", order.TenantOrderId);
            json.WriteString("processId", order.ProcessId.Value);
            json.Text("facilityRef", told.Event.Facility?.Value);
        }
    }

    private static void OfOrder(Utf8JsonWriter json, FeedEvent told)
    {
        OrderWriter.Write(json, new(told.After, []));
        if (told.Event.Kind is EventTypes.OrderModified)
            json.Object("changes", Change(told), ModificationWriter.Changes);
    }

    private static ModificationDetail Change(FeedEvent told) =>
        new(told.Revision, told.OccurredAt, told.Provenance.Actor, told.Provenance.ActorName, told.Happened, null);

    // What left the order is told in its last state.
    private static PickJob? JobOf(FeedEvent told, EntityId id)
    {
        if (told.After.FindPickJob(id) is { } job) return job;
        return told.Before?.FindPickJob(id) is not { } left
            ? null
            : left with { Status = Ended(told, left), Version = left.Version + 1, ModifiedAt = told.OccurredAt };
    }

    private static RoutingPlan? PlanOf(FeedEvent told, EntityId id) => PlansOf(told).FirstOrDefault(p => p.Entity.Id == id)?.Entity;

    private static List<OwnedEntity<RoutingPlan>> PlansOf(FeedEvent told)
    {
        var status = told.Event.Kind is EventTypes.PlanCancelled ? RoutingPlanStatus.Canceled : RoutingPlanStatus.Rerouted;
        var left = (told.Before?.Plans ?? []).Where(p => told.After.Plans.All(other => other.Id != p.Id))
            .Select(p => p with { Status = status, Version = p.Version + 1, ModifiedAt = told.OccurredAt });
        return [.. told.After.Plans.Concat(left).Select(p => new OwnedEntity<RoutingPlan>(told.After, p))];
    }

    private static List<OwnedEntity<PickJob>> JobsOf(Order order) => [.. order.PickJobs.Select(job => new OwnedEntity<PickJob>(order, job))];

    private static PickJobStatus Ended(FeedEvent told, PickJob left) => told.Event.Kind switch
    {
        EventTypes.PickJobCancelled when told.Happened.Contains(new OrderEvent.PickJobCanceled(left.Id, true)) => PickJobStatus.Obsolete,
        EventTypes.PickJobCancelled => PickJobStatus.Canceled,
        EventTypes.PickJobAborted => PickJobStatus.Aborted,
        EventTypes.PickJobRerouted => PickJobStatus.Rerouted,
        _ => left.Status,
    };
}
