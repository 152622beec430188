using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

internal sealed class PolicyStore(Database database) : IPolicyStore
{
    private const string UseSetting = "policies";
    private const string Columns = "p.name, p.version, p.doc, p.actor, p.created_at";
    private const string Newest = "(SELECT max(n.version) FROM policies n WHERE n.tenant_id = p.tenant_id AND n.name = p.name)";

    private const string Insert =
        """
        INSERT INTO policies (tenant_id, name, version, doc, actor, created_at)
        SELECT $1, $2, $3, $4, $5, $6
        WHERE (SELECT coalesce(max(version), 0) FROM policies WHERE tenant_id = $1 AND name = $2) = $3 - 1
        """;

    public static Task<KeptPolicies> Read(Database database, TenantId tenant, CancellationToken ct) => database.Read(
        [
            Statement.Of($"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.version = {Newest} ORDER BY p.name", tenant.Value),
            SettingStore.Query(tenant, UseSetting),
        ],
        async (rows, token) =>
        {
            var variants = await rows.List(KeptOf, token);
            await rows.Next(token);
            var use = await rows.First(row => PolicyDocuments.Use(row.Long(0), row.Bytes(1)), token);
            return new KeptPolicies([.. variants.Where(v => !v.Removed)], use ?? PolicyUse.None);
        },
        ct);

    public Task<KeptPolicies> Read(TenantId tenant, CancellationToken ct) => Read(database, tenant, ct);

    public Task<KeptVariant?> Find(TenantId tenant, string name, int? version, CancellationToken ct) => database.First(
        version is { } named
            ? Statement.Of(
                $"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version = $3",
                tenant.Value, name, (long)named)
            : Statement.Of(
                $"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version = {Newest}", tenant.Value, name),
        KeptOf,
        ct);

    public async Task<IReadOnlyList<KeptVariant>> Versions(
        TenantId tenant, string name, int before, int most, CancellationToken ct) => await database.List(
            Statement.Of(
                $"""
                SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version < $3
                ORDER BY p.version DESC LIMIT $4
                """,
                tenant.Value, name, (long)before, (long)most),
            KeptOf,
            ct);

    public Task<KeepOutcome> Add(TenantId tenant, KeptVariant variant, CancellationToken ct) =>
        Keep(tenant, Statement.One(Insert, Values(tenant, variant)), ct);

    public Task<KeepOutcome> Remove(TenantId tenant, KeptVariant variant, long use, CancellationToken ct) => Keep(
        tenant,
        Statement.One(
            $"{Insert} AND (SELECT coalesce(max(version), 0) FROM settings WHERE tenant_id = $1 AND name = '{UseSetting}') = $7",
            [.. Values(tenant, variant), use]),
        ct);

    public Task<KeepOutcome> Use(TenantId tenant, PolicyUse use, IReadOnlyCollection<Variant> named, CancellationToken ct) =>
        new SettingStore(database).Write(
            tenant,
            UseSetting,
            new KeptSetting(use.Version, Documents.Text(PolicyDocuments.Write(use))),
            named.Select(variant => Statement.One(
                $"UPDATE policies AS p SET version = version WHERE tenant_id = $1 AND name = $2 AND version = $3 AND version = {Newest}",
                tenant.Value, variant.Name, (long)variant.Version)),
            ct);

    // The tenant's row is locked first, so that two writers see each other; a version leaves no gap.
    private async Task<KeepOutcome> Keep(TenantId tenant, Statement insert, CancellationToken ct)
    {
        var outcome = await database.Keep([TenantVersion.OfSettings(tenant), insert], ct);
        return outcome == KeepOutcome.Taken ? KeepOutcome.Stale : outcome;
    }

    private static object[] Values(TenantId tenant, KeptVariant kept) =>
    [
        tenant.Value, kept.Variant.Name, (long)kept.Variant.Version, PolicyDocuments.Write(kept), kept.By.Value, Instant.Micros(kept.At),
    ];

    private static KeptVariant KeptOf(Rows row)
    {
        var (variant, removed) = PolicyDocuments.Read(row.Text(0), row.Long(1), row.Bytes(2));
        return new(variant, new(row.Text(3)), row.Instant(4)) { Removed = removed };
    }
}
