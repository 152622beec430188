using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;
using Emend.Server.Shipping;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class CarrierStore(Database database) : ICarrierStore
{
    private const string Columns = "c.carrier_id, c.key, c.active, c.same_day, c.version, c.doc, c.created_at, c.modified_at";

    private const string SelectConnections =
        $"""
        SELECT {Columns}, f.facility_id, f.active, f.cutoff, f.version, f.doc, f.created_at, f.modified_at FROM facility_carriers f
        JOIN carriers c ON c.tenant_id = f.tenant_id AND c.carrier_id = f.carrier_id
        WHERE f.tenant_id = $1 AND f.facility_id = $2
        """;

    /// <summary>The active carrier connections of all facilities, for routing.</summary>
    public static Statement ActiveConnections(TenantId tenant) => Statement.From(
        """
        SELECT f.facility_id, c.carrier_id, c.key, c.same_day, f.cutoff, f.doc FROM facility_carriers f
        JOIN carriers c ON c.tenant_id = f.tenant_id AND c.carrier_id = f.carrier_id
        WHERE f.tenant_id = $1 AND f.active AND c.active ORDER BY f.facility_id, c.carrier_id
        """,
        tenant.Value);

    public static (FacilityId Facility, CarrierConnection Carrier) ReadActiveConnection(QueryResultReader row) =>
        (new(row.Text(0)), new(row.Text(1), row.Text(2), row.Flag(3), (int?)row.LongOrNull(4))
        {
            Countries = ReferenceDataSerializer.ReadDeliveryCountries(Utf8Documents.Text(row.Bytes(5))),
        });

    public Task<StoreWriteResult> Add(TenantId tenant, StoredCarrier carrier, CancellationToken ct) => database.WriteWithRetries(
        [
            TenantVersionStatements.IncrementFacilitiesVersion(tenant),
            Statement.One(
                """
                INSERT INTO carriers (tenant_id, carrier_id, key, active, same_day, version, doc, created_at, modified_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                tenant.Value, carrier.Id, carrier.Key, carrier.Active, carrier.SameDay, carrier.Version, Utf8Documents.Bytes(carrier.Doc),
                UnixMicroseconds.FromTime(carrier.CreatedAt), UnixMicroseconds.FromTime(carrier.ModifiedAt)),
        ],
        ct);

    public Task<StoredCarrier?> Find(TenantId tenant, string id, CancellationToken ct) => database.First(
        Statement.From(
            $"SELECT {Columns} FROM carriers c WHERE c.tenant_id = $1 AND c.carrier_id = $2", tenant.Value, id), ReadCarrier, ct);

    public Task<Page<StoredCarrier>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "c.");
        return database.Page(
            matching.Count("FROM carriers c"),
            matching.And("c.carrier_id >", startAfter).Select($"SELECT {Columns} FROM carriers c", "c.carrier_id", size),
            ReadCarrier,
            ct);
    }

    public Task<StoreWriteResult> Connect(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct) =>
        database.WriteWithRetries(
        [
            TenantVersionStatements.IncrementFacilitiesVersion(tenant),
            Statement.One(
                """
                INSERT INTO facility_carriers
                    (tenant_id, facility_id, carrier_id, active, cutoff, version, doc, created_at, modified_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                Values(tenant, connection)),
            StockWorkItems.ForAllUnroutableArticles(tenant),
        ],
        ct);

    public Task<StoreWriteResult> Replace(TenantId tenant, StoredCarrierConnection connection, CancellationToken ct) =>
        database.WriteWithRetries(
        [
            TenantVersionStatements.IncrementFacilitiesVersion(tenant),
            Statement.One(
                """
                UPDATE facility_carriers
                SET active = $4, cutoff = $5, version = $6, doc = $7, created_at = $8, modified_at = $9
                WHERE tenant_id = $1 AND facility_id = $2 AND carrier_id = $3 AND version = $6 - 1
                """,
                Values(tenant, connection)),
            StockWorkItems.ForAllUnroutableArticles(tenant),
        ],
        ct);

    public Task<StoredCarrierConnection?> FindConnection(TenantId tenant, FacilityId facility, string carrier, CancellationToken ct) =>
        database.First(
            Statement.From($"{SelectConnections} AND f.carrier_id = $3", tenant.Value, facility.Value, carrier), ReadConnection, ct);

    public async Task<IReadOnlyList<StoredCarrierConnection>> ListConnections(TenantId tenant, FacilityId facility, CancellationToken ct) =>
        await database.List(Statement.From($"{SelectConnections} ORDER BY f.carrier_id", tenant.Value, facility.Value), ReadConnection, ct);

    private static StoredCarrier ReadCarrier(QueryResultReader row) => new(
        row.Text(0), row.Text(1), row.Flag(2), row.Flag(3), row.Long(4), Utf8Documents.Text(row.Bytes(5)), row.Instant(6), row.Instant(7));

    private static StoredCarrierConnection ReadConnection(QueryResultReader row) => new(
        new(row.Text(8)), ReadCarrier(row), row.Flag(9), (int?)row.LongOrNull(10), row.Long(11), Utf8Documents.Text(row.Bytes(12)),
        row.Instant(13), row.Instant(14));

    private static object?[] Values(TenantId tenant, StoredCarrierConnection connection) =>
    [
        tenant.Value, connection.Facility.Value, connection.Carrier.Id, connection.Active, (long?)connection.Cutoff, connection.Version,
        Utf8Documents.Bytes(connection.Doc), UnixMicroseconds.FromTime(connection.CreatedAt), UnixMicroseconds
            .FromTime(connection.ModifiedAt),
    ];
}
