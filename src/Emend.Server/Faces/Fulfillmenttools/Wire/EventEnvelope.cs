using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Desk.Events;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Events as this API sends them: in an envelope, with the thing they are about as it was then.</summary>
internal sealed class EventEnvelope : IEventBodies
{
    private const int Usual = 4_096;

    public ImmutableArray<string> KindsOf(string name) => EventNames.KindsOf(name);

    public string NameOf(string kind) => EventNames.Of(kind) ?? kind;

    public byte[] Body(FeedEvent told, string id)
    {
        var buffer = new ArrayBufferWriter<byte>(Usual);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("event", NameOf(told.What.Kind));
            json.WriteString("eventId", id);
            json.Object("payload", told, Payload);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Payload(Utf8JsonWriter json, FeedEvent told)
    {
        var order = told.After;
        if (told.What.Kind is EventKinds.Anonymized or EventKinds.Deleted)
            ProcessBody.Write(json, new(order, PlansOf(told), JobsOf(order)));
        else if (told.What.Entity is not { } id) OfOrder(json, told);
        else if (JobOf(told, id) is { } job) PickJobBody.Write(json, new(order, job));
        else if (PlanOf(told, id) is { } plan) PlanBody.Write(json, new(new(order, plan), PlansOf(told)));
        else
        {
            json.WriteString("id", id.Value);
            json.WriteString("orderRef", order.Id.Value);
            json.Text("tenantOrderId", order.TenantOrderId);
            json.WriteString("processId", order.ProcessId.Value);
            json.Text("facilityRef", told.What.Facility?.Value);
        }
    }

    private static void OfOrder(Utf8JsonWriter json, FeedEvent told)
    {
        OrderBody.Write(json, new(told.After, []));
        if (told.What.Kind is EventKinds.OrderModified)
            json.Object("changes", Change(told), UpdateBody.Changes);
    }

    private static UpdateDetail Change(FeedEvent told) =>
        new(told.Revision, told.At, told.Provenance.Actor, told.Provenance.ActorName, told.Happened, null);

    // What left the order is told in its last state.
    private static PickJob? JobOf(FeedEvent told, EntityId id)
    {
        if (told.After.FindPickJob(id) is { } job) return job;
        return told.Before?.FindPickJob(id) is not { } left
            ? null
            : left with { Status = Ended(told, left), Version = left.Version + 1, ModifiedAt = told.At };
    }

    private static RoutingPlan? PlanOf(FeedEvent told, EntityId id) => PlansOf(told).FirstOrDefault(p => p.Entity.Id == id)?.Entity;

    private static List<Owned<RoutingPlan>> PlansOf(FeedEvent told)
    {
        var status = told.What.Kind is EventKinds.PlanCancelled ? RoutingPlanStatus.Canceled : RoutingPlanStatus.Rerouted;
        var left = (told.Before?.Plans ?? []).Where(p => told.After.Plans.All(other => other.Id != p.Id))
            .Select(p => p with { Status = status, Version = p.Version + 1, ModifiedAt = told.At });
        return [.. told.After.Plans.Concat(left).Select(p => new Owned<RoutingPlan>(told.After, p))];
    }

    private static List<Owned<PickJob>> JobsOf(Order order) => [.. order.PickJobs.Select(job => new Owned<PickJob>(order, job))];

    private static PickJobStatus Ended(FeedEvent told, PickJob left) => told.What.Kind switch
    {
        EventKinds.PickJobCancelled when told.Happened.Contains(new OrderEvent.PickJobCancelled(left.Id, true)) => PickJobStatus.Obsolete,
        EventKinds.PickJobCancelled => PickJobStatus.Canceled,
        EventKinds.PickJobAborted => PickJobStatus.Aborted,
        EventKinds.PickJobRerouted => PickJobStatus.Rerouted,
        _ => left.Status,
    };
}
