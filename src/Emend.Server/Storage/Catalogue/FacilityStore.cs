using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Desk;
using Emend.Server.Storage.Waiting;

namespace Emend.Server.Storage.Catalogue;

internal sealed class FacilityStore(Database database) : IFacilityStore
{
    public const string Columns =
        "facility_id, status, kind, country, postal_code, latitude, longitude, tenant_facility_id, version, doc, created_at, modified_at, "
        + "terms";

    /// <summary>How many those are.</summary>
    public const int ColumnCount = 13;

    public static readonly Names<FacilityStatus> Statuses = new("ONLINE", "SUSPENDED", "OFFLINE");
    private static readonly Names<FacilityKind> Kinds = new("STORE", "WAREHOUSE");

    public Task<KeepOutcome> Add(TenantId tenant, KeptFacility facility, CancellationToken ct) => database.Keep(
        [
            TenantVersion.OfFacilities(tenant),
            Statement.One(
                $"INSERT INTO facilities (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                Values(tenant, facility)),
            StockWork.Everything(tenant),
        ],
        ct);

    public Task<KeptFacility?> Find(TenantId tenant, FacilityId id, CancellationToken ct) => database.First(
        Statement.Of($"SELECT {Columns} FROM facilities WHERE tenant_id = $1 AND facility_id = $2", tenant.Value, id.Value), KeptOf, ct);

    public Task<KeptFacility?> FindByTenantId(TenantId tenant, string tenantFacilityId, CancellationToken ct) => database.First(
        Statement.Of(
            $"SELECT {Columns} FROM facilities WHERE tenant_id = $1 AND tenant_facility_id = $2", tenant.Value, tenantFacilityId),
        KeptOf,
        ct);

    public Task<Page<KeptFacility>> List(TenantId tenant, FacilityFilter filter, CancellationToken ct)
    {
        var matching = new Filter(database.Dialect, tenant)
            .And("tenant_facility_id =", filter.TenantFacilityId)
            .Among("facility_id", [.. filter.Within.Select(facility => facility.Value)])
            .Among("status", [.. filter.Status.Select(status => Statuses[status])]);
        return database.Page(
            matching.Count("FROM facilities"),
            matching.And("facility_id >", filter.StartAfter?.Value)
                .Select($"SELECT {Columns} FROM facilities", "facility_id", filter.Size),
            KeptOf,
            ct);
    }

    public async Task<KeepOutcome> Replace(TenantId tenant, KeptFacility facility, CancellationToken ct)
    {
        var outcome = await database.Keep(
            [
                TenantVersion.OfFacilities(tenant),
                Statement.One(
                    """
                    UPDATE facilities SET status = $3, kind = $4, country = $5, postal_code = $6, latitude = $7, longitude = $8,
                        tenant_facility_id = $9, version = $10, doc = $11, created_at = $12, modified_at = $13,
                        terms = $14
                    WHERE tenant_id = $1 AND facility_id = $2 AND version = $10 - 1
                    """,
                    Values(tenant, facility)),
                StockWork.Everything(tenant),
            ],
            ct);
        return outcome == KeepOutcome.Stale && await Find(tenant, facility.Facility.Id, ct) is null ? KeepOutcome.Missing : outcome;
    }

    /// <summary>What routing reads, from a row that begins with <see cref="Columns"/>.</summary>
    public static Facility FacilityOf(Rows row)
    {
        GeoPoint? location = row.IsNull(5) ? null : new(row.Double(5), row.Double(6));
        return new(new(row.Text(0)), Statuses[row.Text(1)], Kinds[row.Text(2)], new(row.Text(3), row.Text(4), location))
        {
            Terms = row.BytesOrNull(12) is { } terms ? TermsDocument.Read(terms) : FacilityTerms.Unknown,
        };
    }

    public static KeptFacility KeptOf(Rows row) => new(
        FacilityOf(row), row.TextOrNull(7), row.Long(8), Documents.Text(row.Bytes(9)), row.Instant(10), row.Instant(11));

    private static object?[] Values(TenantId tenant, KeptFacility kept) =>
    [
        tenant.Value,
        kept.Facility.Id.Value,
        Statuses[kept.Facility.Status],
        Kinds[kept.Facility.Kind],
        kept.Facility.Place.Country,
        kept.Facility.Place.PostalCode,
        kept.Facility.Place.Location?.Latitude,
        kept.Facility.Place.Location?.Longitude,
        kept.TenantFacilityId,
        kept.Version,
        Documents.Bytes(kept.Doc),
        Instant.Micros(kept.CreatedAt),
        Instant.Micros(kept.ModifiedAt),
        kept.Facility.Terms == FacilityTerms.Unknown ? null : TermsDocument.Write(kept.Facility.Terms),
    ];
}
