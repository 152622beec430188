using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class FacilityStore(Database database) : IFacilityStore
{
    public const string Columns =
        "facility_id, status, kind, country, postal_code, latitude, longitude, tenant_facility_id, version, doc, created_at, modified_at, "
        + "capabilities";

    /// <summary>Number of columns in <see cref="Columns"/>.</summary>
    public const int ColumnCount = 13;

    public static readonly EnumNames<FacilityStatus> Statuses = new("ONLINE", "SUSPENDED", "OFFLINE");
    private static readonly EnumNames<FacilityKind> Kinds = new("STORE", "WAREHOUSE");

    public Task<StoreWriteResult> Add(TenantId tenant, StoredFacility facility, CancellationToken ct) => database.WriteWithRetries(
        [
            TenantVersionStatements.IncrementFacilitiesVersion(tenant),
            Statement.One(
                $"INSERT INTO facilities (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                Values(tenant, facility)),
            StockWorkItems.ForAllUnroutableArticles(tenant),
        ],
        ct);

    public Task<StoredFacility?> Find(TenantId tenant, FacilityId id, CancellationToken ct) => database.First(
        Statement.From(
            $"SELECT {Columns} FROM facilities WHERE tenant_id = $1 AND facility_id = $2", tenant.Value, id.Value), ReadStoredFacility, ct);

    public Task<StoredFacility?> FindByTenantId(TenantId tenant, string tenantFacilityId, CancellationToken ct) => database.First(
        Statement.From(
            $"SELECT {Columns} FROM facilities WHERE tenant_id = $1 AND tenant_facility_id = $2", tenant.Value, tenantFacilityId),
        ReadStoredFacility,
        ct);

    public Task<Page<StoredFacility>> List(TenantId tenant, FacilityFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant)
            .And("tenant_facility_id =", filter.TenantFacilityId)
            .AnyOf("facility_id", [.. filter.AccessibleFacilities.Select(facility => facility.Value)])
            .AnyOf("status", [.. filter.Status.Select(status => Statuses[status])]);
        return database.Page(
            matching.Count("FROM facilities"),
            matching.And("facility_id >", filter.StartAfter?.Value)
                .Select($"SELECT {Columns} FROM facilities", "facility_id", filter.Size),
            ReadStoredFacility,
            ct);
    }

    public async Task<StoreWriteResult> Replace(TenantId tenant, StoredFacility facility, CancellationToken ct)
    {
        var result = await database.WriteWithRetries(
            [
                TenantVersionStatements.IncrementFacilitiesVersion(tenant),
                Statement.One(
                    """
                    UPDATE facilities SET status = $3, kind = $4, country = $5, postal_code = $6, latitude = $7, longitude = $8,
                        tenant_facility_id = $9, version = $10, doc = $11, created_at = $12, modified_at = $13,
                        capabilities = $14
                    WHERE tenant_id = $1 AND facility_id = $2 AND version = $10 - 1
                    """,
                    Values(tenant, facility)),
                StockWorkItems.ForAllUnroutableArticles(tenant),
            ],
            ct);
        return result == StoreWriteResult.VersionConflict && await Find(tenant, facility.Facility.Id, ct) is null
            ? StoreWriteResult.NotFound
            : result;
    }

    /// <summary>Reads the facility for routing from a row that begins with <see cref="Columns"/>.</summary>
    public static Facility ReadFacility(QueryResultReader row)
    {
        GeoPoint? location = row.IsNull(5) ? null : new(row.Double(5), row.Double(6));
        return new(new(row.Text(0)), Statuses[row.Text(1)], Kinds[row.Text(2)], new(row.Text(3), row.Text(4), location))
        {
            Capabilities = row.BytesOrNull(12) is { } capabilities
                ? FacilityCapabilitiesSerializer.Read(capabilities)
                : FacilityCapabilities.Unknown,
        };
    }

    public static StoredFacility ReadStoredFacility(QueryResultReader row) => new(
        ReadFacility(row), row.TextOrNull(7), row.Long(8), Utf8Documents.Text(row.Bytes(9)), row.Instant(10), row.Instant(11));

    private static object?[] Values(TenantId tenant, StoredFacility facility) =>
    [
        tenant.Value,
        facility.Facility.Id.Value,
        Statuses[facility.Facility.Status],
        Kinds[facility.Facility.Kind],
        facility.Facility.PostalLocation.Country,
        facility.Facility.PostalLocation.PostalCode,
        facility.Facility.PostalLocation.Location?.Latitude,
        facility.Facility.PostalLocation.Location?.Longitude,
        facility.TenantFacilityId,
        facility.Version,
        Utf8Documents.Bytes(facility.Doc),
        UnixMicroseconds.FromTime(facility.CreatedAt),
        UnixMicroseconds.FromTime(facility.ModifiedAt),
        facility.Facility.Capabilities == FacilityCapabilities.Unknown
            ? null
            : FacilityCapabilitiesSerializer.Write(facility.Facility.Capabilities),
    ];
}
