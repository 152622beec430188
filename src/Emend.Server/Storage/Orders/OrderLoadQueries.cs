using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.ReferenceData;

namespace Emend.Server.Storage.Orders;

/// <summary>What a load reads: the tenant's versions, the order with its personal data, the answer kept under a key.</summary>
internal static class OrderLoadQueries
{
    public const string JoinPersonal =
        """
        LEFT JOIN personal p
            ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id AND p.kind = 'ORDER' AND p.revision = o.personal_revision
        """;

    private const string Select = $"SELECT {TenantVersionStatements.Columns}";

    public static IReadOnlyList<Statement> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency) =>
        idempotency is null ? [Load(tenant, key)] : [Load(tenant, key), Kept(tenant, idempotency)];

    /// <summary>The order's row alone, to be locked; null where there is none yet.</summary>
    public static Statement? Row(TenantId tenant, OrderKey key) => key switch
    {
        OrderKey.ById by => Statement.From(
            "SELECT order_id FROM orders WHERE tenant_id = $1 AND order_id = $2", tenant.Value, by.Id.Value),
        _ when EntityOf(key) is { } entity => Statement.From(
            """
            SELECT order_id FROM orders WHERE tenant_id = $1 AND order_id = (
                SELECT order_id FROM order_index WHERE tenant_id = $1 AND kind = $2 AND entity_id = $3)
            """,
            tenant.Value, entity.Kind, entity.Id.Value),
        _ => null,
    };

    public static async Task<LoadedOrder> Read(QueryResultReader rows, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct)
    {
        var placing = key is OrderKey.ForNewOrder;
        var numbering = key is OrderKey.ById { Wants: not null };
        var found = await rows.First(row => (
            Versions: (TenantVersions?)ReferenceDataReader.VersionsOf(row),
            Taken: (placing && row.Flag(4)) || (numbering && row.Flag(6)),
            Order: placing || row.IsNull(4) ? null : OrderSerializer.Order(row.Bytes(4), row.BytesOrNull(5))), ct);
        IdempotencyRecord? idempotencyRecord = null;
        if (idempotency is not null)
        {
            await rows.Next(ct);
            idempotencyRecord = await rows.First(row => new IdempotencyRecord(row.Text(0), new(row.Text(1)), row.Long(2)), ct);
        }

        return new(found.Versions, found.Order, idempotencyRecord, found.Taken);
    }

    private static Statement Load(TenantId tenant, OrderKey key) => key switch
    {
        OrderKey.ById { Wants: { } number } by => Statement.From(
            $"""
            {Select}, o.doc, p.doc, EXISTS (
                SELECT 1 FROM orders x WHERE x.tenant_id = t.tenant_id AND x.tenant_order_id = $3 AND x.order_id <> $2
                    AND x.status IN ('OPEN', 'LOCKED', 'PROMISED'))
            FROM tenants t
            LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = $2
            {JoinPersonal}
            WHERE t.tenant_id = $1
            """,
            tenant.Value, by.Id.Value, number),
        OrderKey.ById by => Statement.From(
            $"""
            {Select}, o.doc, p.doc FROM tenants t
            LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = $2
            {JoinPersonal}
            WHERE t.tenant_id = $1
            """,
            tenant.Value, by.Id.Value),
        _ when EntityOf(key) is { } entity => Statement.From(
            $"""
            {Select}, o.doc, p.doc FROM tenants t
            LEFT JOIN order_index i ON i.tenant_id = t.tenant_id AND i.kind = $2 AND i.entity_id = $3
            LEFT JOIN orders o ON o.tenant_id = i.tenant_id AND o.order_id = i.order_id
            {JoinPersonal}
            WHERE t.tenant_id = $1
            """,
            tenant.Value, entity.Kind, entity.Id.Value),
        OrderKey.ForNewOrder to => Statement.From(
            $"""
            {Select}, EXISTS (
                SELECT 1 FROM orders o
                WHERE o.tenant_id = t.tenant_id AND o.tenant_order_id = $2 AND o.status IN ('OPEN', 'LOCKED', 'PROMISED'))
            FROM tenants t WHERE t.tenant_id = $1
            """,
            tenant.Value, to.TenantOrderId),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static (string Kind, EntityId Id)? EntityOf(OrderKey key) => key switch
    {
        OrderKey.ByPickJob by => (OrderProjection.PickJob, by.PickJob),
        OrderKey.ByPlan by => (OrderProjection.Plan, by.Plan),
        OrderKey.ByReturnTask by => (OrderProjection.ReturnTask, by.Task),
        OrderKey.ByProcess by => (OrderProjection.Process, by.Process),
        OrderKey.ByHandoverJob by => (OrderProjection.HandoverJob, by.Job),
        OrderKey.ByShipment by => (OrderProjection.Shipment, by.Shipment),
        OrderKey.ByParcel by => (OrderProjection.Parcel, by.Parcel),
        _ => null,
    };

    private static Statement Kept(TenantId tenant, IdempotencyKey key) => Statement.From(
        "SELECT request, order_id, revision FROM idempotency WHERE tenant_id = $1 AND credential = $2 AND key = $3",
        tenant.Value, key.Credential, key.Key);
}
