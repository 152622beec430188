using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes events in the envelope of this API. The payload is the entity as of the event.</summary>
internal sealed class EventEnvelopeWriter : IEventPayloadWriter
{
    private const int InitialBufferSize = 4_096;

    public ImmutableArray<string> FindKinds(string name) => FulfillmenttoolsEventNames.GetTypes(name);

    public string ToEventName(string kind) => FulfillmenttoolsEventNames.FindName(kind) ?? kind;

    public byte[] WritePayload(FeedEvent feedEvent, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBufferSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("event", ToEventName(feedEvent.Event.Type));
            json.WriteString("eventId", id);
            json.WriteObject("payload", feedEvent, WritePayload);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WritePayload(Utf8JsonWriter json, FeedEvent feedEvent)
    {
        var order = feedEvent.After;
        if (feedEvent.Event.Type is EventTypes.Anonymized or EventTypes.Deleted)
        {
            ProcessWriter.Write(json, new(order, GetPlans(feedEvent), GetPickJobs(order)));
        }
        else if (feedEvent.Event.Entity is not { } id)
        {
            WriteOrder(json, feedEvent);
        }
        else if (FindPickJob(feedEvent, id) is { } job)
        {
            PickJobWriter.Write(json, new(order, job));
        }
        else if (FindPlan(feedEvent, id) is { } plan)
        {
            RoutingPlanWriter.Write(json, new(new(order, plan), GetPlans(feedEvent)));
        }
        else
        {
            json.WriteString("id", id.Value);
            json.WriteString("orderRef", order.Id.Value);
            json.WriteText("tenantOrderId", order.TenantOrderId);
            json.WriteString("processId", order.ProcessId.Value);
            json.WriteText("facilityRef", feedEvent.Event.Facility?.Value);
        }
    }

    private static void WriteOrder(Utf8JsonWriter json, FeedEvent feedEvent)
    {
        OrderWriter.Write(json, new(feedEvent.After, []));
        if (feedEvent.Event.Type is EventTypes.OrderModified)
        {
            json.WriteObject("changes", ToModification(feedEvent), ModificationWriter.WriteChanges);
        }
    }

    private static ModificationDetail ToModification(FeedEvent feedEvent) =>
        new(
            feedEvent.Revision,
            feedEvent.OccurredAt,
            feedEvent.Provenance.Actor,
            feedEvent.Provenance.ActorName,
            feedEvent.JournalEvents,
            null);

    // A pick job that left the order is written in its last state.
    private static PickJob? FindPickJob(FeedEvent feedEvent, EntityId id)
    {
        if (feedEvent.After.FindPickJob(id) is { } job)
        {
            return job;
        }

        return feedEvent.Before?.FindPickJob(id) is not { } left
            ? null
            : left with { Status = GetFinalStatus(feedEvent, left), Version = left.Version + 1, ModifiedAt = feedEvent.OccurredAt };
    }

    private static RoutingPlan? FindPlan(FeedEvent feedEvent, EntityId id) =>
        GetPlans(feedEvent).FirstOrDefault(p => p.Entity.Id == id)?.Entity;

    private static List<OwnedEntity<RoutingPlan>> GetPlans(FeedEvent feedEvent)
    {
        var status = feedEvent.Event.Type is EventTypes.PlanCanceled ? RoutingPlanStatus.Canceled : RoutingPlanStatus.Rerouted;
        var left = (feedEvent.Before?.Plans ?? []).Where(p => feedEvent.After.Plans.All(other => other.Id != p.Id))
            .Select(p => p with { Status = status, Version = p.Version + 1, ModifiedAt = feedEvent.OccurredAt });
        return [.. feedEvent.After.Plans.Concat(left).Select(p => new OwnedEntity<RoutingPlan>(feedEvent.After, p))];
    }

    private static List<OwnedEntity<PickJob>> GetPickJobs(Order order) =>
        [.. order.PickJobs.Select(job => new OwnedEntity<PickJob>(order, job))];

    private static PickJobStatus GetFinalStatus(FeedEvent feedEvent, PickJob left) => feedEvent.Event.Type switch
    {
        EventTypes.PickJobCanceled when feedEvent.JournalEvents.Contains(new OrderEvent.PickJobCanceled(left.Id, true)) =>
            PickJobStatus.Obsolete,
        EventTypes.PickJobCanceled => PickJobStatus.Canceled,
        EventTypes.PickJobAborted => PickJobStatus.Aborted,
        EventTypes.PickJobRerouted => PickJobStatus.Rerouted,
        _ => left.Status,
    };
}
