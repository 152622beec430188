using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>Labels among the personal data of their order; in place of a revision stands when they were asked for.</summary>
internal sealed class LabelStore(Database database) : ILabelStore
{
    public Task Keep(TenantId tenant, OrderId order, DateTimeOffset asked, ShippingLabel label, CancellationToken ct) => database.Write(
        [
            Statement.From(
                """
                INSERT INTO personal (tenant_id, order_id, kind, revision, doc) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, order_id, kind, revision) DO NOTHING
                """,
                tenant.Value, order.Value, PersonalDataKind.Label, UnixMicroseconds.FromTime(asked),
                OrderSerializer.Write(new LabelDocument(label.Zpl, label.Page))),
        ],
        ct);

    public Task<ShippingLabel?> Find(TenantId tenant, OrderId order, DateTimeOffset asked, CancellationToken ct) => database.First(
        Statement.From(
            "SELECT doc FROM personal WHERE tenant_id = $1 AND order_id = $2 AND kind = $3 AND revision = $4",
            tenant.Value, order.Value, PersonalDataKind.Label, UnixMicroseconds.FromTime(asked)),
        row => OrderSerializer.Read<LabelDocument>(row.Bytes(0)) is var stored ? new ShippingLabel(stored.Zpl, stored.Page) : null,
        ct);
}
