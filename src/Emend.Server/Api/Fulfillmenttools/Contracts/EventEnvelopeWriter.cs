using System.Buffers;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes events in the envelope of this API. The payload is the entity as of the event.</summary>
internal sealed class EventEnvelopeWriter(
    IShippingReader shippingReader, SenderAddressResolver senders, SettingService settings) : IApiEventFormat
{
    private const int InitialBufferSize = 4_096;

    public string Api => FulfillmenttoolsApi.Name;

    public int? MaxSubscriptionsPerEvent => 5;

    public bool SendsCloudEvents => false;

    public string FindName(IntegrationEventKind kind) => FulfillmenttoolsEventNames.ToName(kind);

    public async Task<byte[]> WriteBody(TenantId tenant, FeedEvent feedEvent, string id, CancellationToken ct)
    {
        var writeContent = await FindContent(tenant, feedEvent, ct);
        var buffer = new ArrayBufferWriter<byte>(InitialBufferSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("event", FulfillmenttoolsEventNames.ToName(feedEvent.Event.Kind));
            json.WriteString("eventId", id);
            json.WriteNumber("sequence", feedEvent.Sequence);
            json.WriteStartObject("payload");
            writeContent(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task<Action<Utf8JsonWriter>> FindContent(TenantId tenant, FeedEvent feedEvent, CancellationToken ct)
    {
        var order = feedEvent.After;
        if (feedEvent.Event.Kind is IntegrationEventKind.Anonymized or IntegrationEventKind.Deleted)
        {
            return json => ProcessWriter.Write(json, new(order, GetPlans(feedEvent), GetPickJobs(order)));
        }

        if (feedEvent.Event.Kind is IntegrationEventKind.OrderModified)
        {
            var showsActor = !(await settings.ReadGdpr(tenant, ct)).Value.ActorAnonymization;
            return json => WriteModifiedOrder(json, order, ToModification(feedEvent) with { ShowsActor = showsActor });
        }

        if (feedEvent.Event.Entity is not { } id)
        {
            return json => OrderWriter.Write(json, new(order, []));
        }

        if (FindPickJob(feedEvent, id) is { } job)
        {
            return json => PickJobWriter.Write(json, new(order, job));
        }

        if (FindPlan(feedEvent, id) is { } plan)
        {
            return json => RoutingPlanWriter.Write(json, new(new(order, plan), GetPlans(feedEvent)));
        }

        return await FindShippingContent(tenant, order, id, ct) ?? (json => WriteReferences(json, feedEvent, id));
    }

    // An entity that left the order is read in its last state.
    private async Task<Action<Utf8JsonWriter>?> FindShippingContent(TenantId tenant, Order order, EntityId id, CancellationToken ct)
    {
        if ((order.FindHandoverJob(id) ?? (await shippingReader.FindHandoverJob(tenant, id, ct))?.Entity) is { } job)
        {
            return json => ShippingWriter.WriteHandoverJob(json, new(order, job));
        }

        if ((order.FindShipment(id) ?? (await shippingReader.FindShipment(tenant, id, ct))?.Entity) is { } shipment)
        {
            return json => ShippingWriter.WriteShipment(json, new(order, shipment));
        }

        if ((order.FindShipmentOfParcel(id) ?? (await shippingReader.FindShipmentOfParcel(tenant, id, ct))?.Entity) is not { } sending)
        {
            return null;
        }

        var sent = await senders.ResolveOne(tenant, new(new(order, sending), id), ct);
        return json => ShippingWriter.WriteParcel(json, sent);
    }

    // An entity without a body in this API.
    private static void WriteReferences(Utf8JsonWriter json, FeedEvent feedEvent, EntityId id)
    {
        var order = feedEvent.After;
        json.WriteString("id", id.Value);
        json.WriteString("orderRef", order.Id.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteText("facilityRef", feedEvent.Event.Facility?.Value);
    }

    private static void WriteModifiedOrder(Utf8JsonWriter json, Order order, ModificationDetail modification)
    {
        OrderWriter.Write(json, new(order, [modification]));
        json.WriteObject("changes", modification, ModificationWriter.WriteChanges);
    }

    private static ModificationDetail ToModification(FeedEvent feedEvent) =>
        new(
            feedEvent.Revision,
            feedEvent.OccurredAt,
            feedEvent.Provenance.Actor,
            feedEvent.Provenance.ActorName,
            feedEvent.JournalEvents,
            feedEvent.Comment);

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
        var status = feedEvent.Event.Kind is IntegrationEventKind.PlanCanceled ? RoutingPlanStatus.Canceled : RoutingPlanStatus.Rerouted;
        var left = (feedEvent.Before?.Plans ?? []).Where(p => feedEvent.After.Plans.All(other => other.Id != p.Id))
            .Select(p => p with { Status = status, Version = p.Version + 1, ModifiedAt = feedEvent.OccurredAt });
        return [.. feedEvent.After.Plans.Concat(left).Select(p => new OwnedEntity<RoutingPlan>(feedEvent.After, p))];
    }

    private static List<OwnedEntity<PickJob>> GetPickJobs(Order order) =>
        [.. order.PickJobs.Select(job => new OwnedEntity<PickJob>(order, job))];

    private static PickJobStatus GetFinalStatus(FeedEvent feedEvent, PickJob left) => feedEvent.Event.Kind switch
    {
        IntegrationEventKind.PickJobCanceled when feedEvent.JournalEvents.Contains(new OrderEvent.PickJobCanceled(left.Id, true)) =>
            PickJobStatus.Obsolete,
        IntegrationEventKind.PickJobCanceled => PickJobStatus.Canceled,
        IntegrationEventKind.PickJobAborted => PickJobStatus.Aborted,
        IntegrationEventKind.PickJobRerouted => PickJobStatus.Rerouted,
        _ => left.Status,
    };
}
