using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

internal sealed class PolicyStore(Database database) : IPolicyStore
{
    private const string UseSetting = "policies";
    private const string Columns = "p.name, p.version, p.doc, p.actor, p.created_at";
    private const string Newest = "(SELECT max(n.version) FROM policies n WHERE n.tenant_id = p.tenant_id AND n.name = p.name)";

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
            return new KeptPolicies([.. variants], use ?? PolicyUse.None);
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

    // The tenant's row is locked first, so that two writers see each other; a version leaves no gap.
    public async Task<KeepOutcome> Add(TenantId tenant, KeptVariant variant, CancellationToken ct)
    {
        var outcome = await database.Keep(
            [
                TenantVersion.OfSettings(tenant),
                Statement.One(
                    """
                    INSERT INTO policies (tenant_id, name, version, doc, actor, created_at)
                    SELECT $1, $2, $3, $4, $5, $6
                    WHERE (SELECT coalesce(max(version), 0) FROM policies WHERE tenant_id = $1 AND name = $2) = $3 - 1
                    """,
                    tenant.Value, variant.Variant.Name, (long)variant.Variant.Version, PolicyDocuments.Write(variant.Variant),
                    variant.By.Value, Instant.Micros(variant.At)),
            ],
            ct);
        return outcome == KeepOutcome.Taken ? KeepOutcome.Stale : outcome;
    }

    public Task<KeepOutcome> Use(TenantId tenant, PolicyUse use, CancellationToken ct) =>
        new SettingStore(database).Write(
            tenant, UseSetting, new KeptSetting(use.Version, Documents.Text(PolicyDocuments.Write(use))), ct);

    private static KeptVariant KeptOf(Rows row) =>
        new(PolicyDocuments.Variant(row.Text(0), row.Long(1), row.Bytes(2)), new(row.Text(3)), row.Instant(4));
}
