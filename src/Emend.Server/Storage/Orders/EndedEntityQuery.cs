using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads an entity that left its order, in its last state.</summary>
internal static class EndedEntityQuery
{
    public static Task<EndedEntity?> ReadEndedEntity(
        this Database database, TenantId tenant, OrderId order, EntityId entity, CancellationToken ct) => database.First(
        Statement.From(
            """
            SELECT i.kind, x.doc FROM order_entities i
            JOIN order_ended_entities x ON x.tenant_id = i.tenant_id AND x.order_id = i.order_id AND x.revision = i.ended_at_revision
            WHERE i.tenant_id = $1 AND i.kind IN ($2, $3, $4) AND i.entity_id = $5 AND i.order_id = $6
            """,
            tenant.Value, OrderProjection.PickJob, OrderProjection.HandoverJob, OrderProjection.ReturnTask, entity.Value, order.Value),
        row => Find(row.Text(0), OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(1)), entity),
        ct);

    private static EndedEntity? Find(string kind, EndedEntitiesDocument ended, EntityId entity) => kind switch
    {
        OrderProjection.PickJob => new EndedEntity.OfPickJob(ended.PickJobs.First(job => job.Id == entity)),
        OrderProjection.HandoverJob => new EndedEntity.OfHandoverJob((ended.HandoverJobs ?? []).First(job => job.Id == entity)),
        _ => new EndedEntity.OfReturnTask((ended.ReturnTasks ?? []).First(task => task.Id == entity)),
    };
}
