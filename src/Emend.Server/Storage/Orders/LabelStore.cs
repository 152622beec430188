using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Shipping;

namespace Emend.Server.Storage.Orders;

/// <summary>Stores labels in the personal data of their order. The revision column holds the time of the request.</summary>
internal sealed class LabelStore(Database database) : ILabelStore
{
    public Task Add(
        TenantId tenant, OrderId order, DateTimeOffset requestedAt, ShippingLabel label, CancellationToken ct) => database.Write(
        [
            Statement.From(
                """
                INSERT INTO personal_data (tenant_id, order_id, kind, revision, doc) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (tenant_id, order_id, kind, revision) DO NOTHING
                """,
                tenant.Value, order.Value, PersonalDataKind.Label, UnixMicroseconds.FromTime(requestedAt),
                OrderSerializer.Write(new LabelDocument(label.Zpl, label.Page, label.Pdf?.ToArray()))),
        ],
        ct);

    public Task<ShippingLabel?> Find(TenantId tenant, OrderId order, DateTimeOffset requestedAt, CancellationToken ct) => database.First(
        Statement.From(
            "SELECT doc FROM personal_data WHERE tenant_id = $1 AND order_id = $2 AND kind = $3 AND revision = $4",
            tenant.Value, order.Value, PersonalDataKind.Label, UnixMicroseconds.FromTime(requestedAt)),
        row => OrderSerializer.Read<LabelDocument>(row.Bytes(0)) is var stored
            ? new ShippingLabel(stored.Zpl, stored.Page, stored.Pdf is { } pdf ? new ReadOnlyMemory<byte>(pdf) : null)
            : null,
        ct);
}
