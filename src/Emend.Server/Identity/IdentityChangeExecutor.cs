using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>Decision on an identity change: the result, the change to write, and its audit action.</summary>
internal sealed record IdentityDecision<T>(IdentityChangeResult<T> Result, IdentityChange? Change = null, AuditAction AuditAction = default)
    where T : class
{
    public static implicit operator IdentityDecision<T>(IdentityChangeResult<T> result) => new(result);
}

/// <param name="Name">The action, such as <c>user.created</c>.</param>
/// <param name="TargetId">The id of the user, role, or credential.</param>
/// <param name="TargetName">The name of the target at this time.</param>
internal readonly record struct AuditAction(string Name, string TargetId, string TargetName);

/// <summary>
/// Decides an identity change on a snapshot of all users, roles, and credentials of a tenant. If another change commits first, the executor
/// decides again. Concurrent changes thus never leave a tenant without administrator or a user with a deleted role.
/// </summary>
internal sealed class IdentityChangeExecutor(IIdentityAdminStore store, IFacilityStore facilities, TimeProvider clock)
{
    private const int Attempts = 50;

    public DateTimeOffset Now => clock.GetUtcNow().ToMicroseconds();

    /// <summary>Creates an audit id from the identity version, so ids are in commit order even if clocks differ.</summary>
    public static string AuditId(long before) => (before + 1).ToString("D19", CultureInfo.InvariantCulture);

    public string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    public async Task<IdentityChangeResult<T>> Execute<T>(
        TenantId tenant, Actor actor, Func<IdentitySnapshot, IdentityDecision<T>> decide, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.Read(tenant, ct) is not { } snapshot)
            {
                return IdentityChangeResult<T>.Failed(IdentityChangeStatus.NotFound);
            }

            var identityDecision = decide(snapshot);
            if (identityDecision.Change is not { } change)
            {
                return identityDecision.Result;
            }

            var (name, about, aboutName) = (
                identityDecision.AuditAction.Name, identityDecision.AuditAction.TargetId, identityDecision.AuditAction.TargetName);
            var entry = new AuditEntry(AuditId(snapshot.Version), Now, actor.Id, actor.Name, name, about, aboutName);
            if (await store.Commit(tenant, snapshot.Version, change, entry, ct))
            {
                return identityDecision.Result;
            }
        }

        throw new TimeoutException($"The identity data of tenant {tenant} changed during all {Attempts} attempts.");
    }

    /// <summary>Errors for unknown facilities.</summary>
    public async Task<ImmutableArray<IdentityValidationError>> CheckFacilitiesExist(
        TenantId tenant, string path, IEnumerable<FacilityId> facilityIds, CancellationToken ct)
    {
        var errors = ImmutableArray.CreateBuilder<IdentityValidationError>();
        foreach (var facility in facilityIds.Distinct())
        {
            if (await facilities.Find(tenant, facility, ct) is null)
            {
                errors.Add(new(path, $"names the unknown facility {facility}", "must contain facility ids from GET /api/facilities"));
            }
        }

        return errors.ToImmutable();
    }
}
