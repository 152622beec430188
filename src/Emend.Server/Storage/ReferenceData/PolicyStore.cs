using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class PolicyStore(Database database) : IPolicyStore
{
    private const string AssignmentsSetting = "policies";
    private const string Columns = "p.name, p.version, p.doc, p.actor, p.created_at";
    private const string Newest = "(SELECT max(n.version) FROM policies n WHERE n.tenant_id = p.tenant_id AND n.name = p.name)";

    private const string Insert =
        """
        INSERT INTO policies (tenant_id, name, version, doc, actor, created_at)
        SELECT $1, $2, $3, $4, $5, $6
        WHERE (SELECT coalesce(max(version), 0) FROM policies WHERE tenant_id = $1 AND name = $2) = $3 - 1
        """;

    public static Task<StoredPolicies> Read(Database database, TenantId tenant, CancellationToken ct) => database.Read(
        [
            Statement.From(
                $"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.version = {Newest} ORDER BY p.name", tenant.Value),
            SettingStore.Query(tenant, AssignmentsSetting),
        ],
        async (rows, token) =>
        {
            var policies = await rows.List(ReadPolicy, token);
            await rows.Next(token);
            var assignments = await rows.First(row => PolicySerializer.ReadAssignments(row.Long(0), row.Bytes(1)), token);
            return new StoredPolicies([.. policies.Where(v => !v.IsRemoved)], assignments ?? PolicyAssignments.None);
        },
        ct);

    public Task<StoredPolicies> Read(TenantId tenant, CancellationToken ct) => Read(database, tenant, ct);

    public Task<StoredPolicy?> Find(TenantId tenant, string name, int? version, CancellationToken ct) => database.First(
        version is { } named
            ? Statement.From(
                $"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version = $3",
                tenant.Value, name, (long)named)
            : Statement.From(
                $"SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version = {Newest}", tenant.Value, name),
        ReadPolicy,
        ct);

    public async Task<IReadOnlyList<StoredPolicy>> ListVersions(
        TenantId tenant, string name, int before, int max, CancellationToken ct) => await database.List(
            Statement.From(
                $"""
                SELECT {Columns} FROM policies p WHERE p.tenant_id = $1 AND p.name = $2 AND p.version < $3
                ORDER BY p.version DESC LIMIT $4
                """,
                tenant.Value, name, (long)before, (long)max),
            ReadPolicy,
            ct);

    public Task<StoreWriteResult> Add(TenantId tenant, StoredPolicy storedPolicy, CancellationToken ct) =>
        WriteVersion(tenant, Statement.One(Insert, Values(tenant, storedPolicy)), ct);

    public Task<StoreWriteResult> Remove(TenantId tenant, StoredPolicy storedPolicy, long use, CancellationToken ct) => WriteVersion(
        tenant,
        Statement.One(
            $"{Insert} AND (SELECT coalesce(max(version), 0) FROM settings WHERE tenant_id = $1 AND name = '{AssignmentsSetting}') = $7",
            [.. Values(tenant, storedPolicy), use]),
        ct);

    public Task<StoreWriteResult> WriteAssignments(
        TenantId tenant, PolicyAssignments assignments, IReadOnlyCollection<CustomPolicy> assignedPolicies, CancellationToken ct) =>
        new SettingStore(database).Write(
            tenant,
            AssignmentsSetting,
            new StoredSetting(assignments.Version, Utf8Documents.Text(PolicySerializer.Write(assignments))),
            assignedPolicies.Select(policy => Statement.One(
                $"UPDATE policies AS p SET version = version WHERE tenant_id = $1 AND name = $2 AND version = $3 AND version = {Newest}",
                tenant.Value, policy.Name, (long)policy.Version)),
            ct);

    // The first statement locks the tenant's row, so writers are serialized and versions have no gaps.
    private async Task<StoreWriteResult> WriteVersion(TenantId tenant, Statement insert, CancellationToken ct)
    {
        var result = await database.WriteWithRetries([TenantVersionStatements.IncrementSettingsVersion(tenant), insert], ct);
        return result == StoreWriteResult.AlreadyExists ? StoreWriteResult.VersionConflict : result;
    }

    private static object[] Values(TenantId tenant, StoredPolicy storedPolicy) =>
    [
        tenant.Value, storedPolicy.Policy.Name, (long)storedPolicy.Policy.Version, PolicySerializer
            .Write(storedPolicy), storedPolicy.AuthorId.Value, UnixMicroseconds.FromTime(storedPolicy.WrittenAt),
    ];

    private static StoredPolicy ReadPolicy(QueryResultReader row)
    {
        var (policy, removed) = PolicySerializer.Read(row.Text(0), row.Long(1), row.Bytes(2));
        return new(policy, new(row.Text(3)), row.Instant(4)) { IsRemoved = removed };
    }
}
