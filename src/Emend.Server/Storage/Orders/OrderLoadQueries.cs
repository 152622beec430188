using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Application.Search;
using Emend.Server.Storage.ReferenceData;

namespace Emend.Server.Storage.Orders;

/// <summary>Queries that load an order: the tenant's versions, the order with its personal data, and the idempotency record.</summary>
internal static class OrderLoadQueries
{
    public const string JoinPersonalData =
        """
        LEFT JOIN personal_data p
            ON p.tenant_id = o.tenant_id AND p.order_id = o.order_id AND p.kind = 'ORDER' AND p.revision = o.personal_revision
        """;

    // At most one order with a number is active. A promised order can be older than an ended order that had its number.
    private const string IdByNumber =
        $"""
        SELECT n.order_id FROM orders n WHERE n.tenant_id = $1 AND n.tenant_order_key = $2
        ORDER BY CASE WHEN n.status IN {StoredOrderStatus.ActiveList} THEN 0 ELSE 1 END, n.created_at DESC, n.order_id DESC LIMIT 1
        """;

    private const string Select = $"SELECT {TenantVersionStatements.Columns}";

    private const string SelectOrder = $"{Select}, o.doc, p.doc";

    private const string IsNumberTaken =
        $"""
        EXISTS (
            SELECT 1 FROM orders x WHERE x.tenant_id = t.tenant_id AND x.tenant_order_key = $3 AND x.order_id <> o.order_id
                AND x.status IN {StoredOrderStatus.ActiveList})
        """;

    private const string FromOrderById =
        $"""
        FROM tenants t
        LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = $2
        {JoinPersonalData}
        WHERE t.tenant_id = $1
        """;

    private const string FromOrderByNumber =
        $"""
        FROM tenants t
        LEFT JOIN orders o ON o.tenant_id = t.tenant_id AND o.order_id = ({IdByNumber})
        {JoinPersonalData}
        WHERE t.tenant_id = $1
        """;

    public static IReadOnlyList<Statement> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency) =>
        idempotency is null ? [Load(tenant, key)] : [Load(tenant, key), LoadIdempotencyRecord(tenant, idempotency)];

    /// <summary>Query for the order's row only, to lock it; null for a new order.</summary>
    public static Statement? SelectRow(TenantId tenant, OrderKey key) => key switch
    {
        OrderKey.ById by => Statement.From(
            "SELECT order_id FROM orders WHERE tenant_id = $1 AND order_id = $2", tenant.Value, by.Id.Value),
        _ when GetEntity(key) is { } entity => Statement.From(
            """
            SELECT order_id FROM orders WHERE tenant_id = $1 AND order_id = (
                SELECT order_id FROM order_entities WHERE tenant_id = $1 AND kind = $2 AND entity_id = $3)
            """,
            tenant.Value, entity.Kind, entity.Id.Value),
        _ => null,
    };

    public static async Task<LoadedOrder> Read(QueryResultReader rows, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct)
    {
        var isNewOrder = key is OrderKey.ForNewOrder;
        var setsTenantOrderId = key is { NewTenantOrderId: not null } and (OrderKey.ById or OrderKey.ByTenantOrderId);
        var found = await rows.First(row => (
            Versions: (TenantVersions?)ReferenceDataReader.ReadVersions(row),
            Taken: (isNewOrder && row.Flag(4)) || (setsTenantOrderId && row.Flag(6)),
            Order: isNewOrder || row.IsNull(4) ? null : OrderSerializer.ReadOrder(row.Bytes(4), row.BytesOrNull(5))), ct);
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
        OrderKey.ById { NewTenantOrderId: { } number } by => Statement.From(
            $"{SelectOrder}, {IsNumberTaken} {FromOrderById}", tenant.Value, by.Id.Value, SearchText.FoldNumber(number)),
        OrderKey.ById by => Statement.From($"{SelectOrder} {FromOrderById}", tenant.Value, by.Id.Value),
        OrderKey.ByTenantOrderId { NewTenantOrderId: { } number } by => Statement.From(
            $"{SelectOrder}, {IsNumberTaken} {FromOrderByNumber}",
            tenant.Value, SearchText.FoldNumber(by.TenantOrderId), SearchText.FoldNumber(number)),
        OrderKey.ByTenantOrderId by => Statement.From(
            $"{SelectOrder} {FromOrderByNumber}", tenant.Value, SearchText.FoldNumber(by.TenantOrderId)),
        _ when GetEntity(key) is { } entity => Statement.From(
            $"""
            {Select}, o.doc, p.doc FROM tenants t
            LEFT JOIN order_entities i ON i.tenant_id = t.tenant_id AND i.kind = $2 AND i.entity_id = $3
            LEFT JOIN orders o ON o.tenant_id = i.tenant_id AND o.order_id = i.order_id
            {JoinPersonalData}
            WHERE t.tenant_id = $1
            """,
            tenant.Value, entity.Kind, entity.Id.Value),
        OrderKey.ForNewOrder to => Statement.From(
            $"""
            {Select}, EXISTS (
                SELECT 1 FROM orders o
                WHERE o.tenant_id = t.tenant_id AND o.tenant_order_key = $2 AND o.status IN {StoredOrderStatus.ActiveList})
            FROM tenants t WHERE t.tenant_id = $1
            """,
            tenant.Value, SearchText.FoldNumber(to.TenantOrderId)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static (string Kind, EntityId Id)? GetEntity(OrderKey key) => key switch
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

    private static Statement LoadIdempotencyRecord(TenantId tenant, IdempotencyKey key) => Statement.From(
        "SELECT request_hash, order_id, revision FROM idempotency_keys WHERE tenant_id = $1 AND caller_id = $2 AND key = $3",
        tenant.Value, key.Credential, key.Key);
}
