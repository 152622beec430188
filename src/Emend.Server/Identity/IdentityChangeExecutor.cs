using System.Collections.Immutable;
using System.Globalization;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>A change that was decided on: what is written, what the audit calls it, and what is answered.</summary>
internal sealed record IdentityDecision<T>(IdentityChangeResult<T> Answer, IdentityChange? Change = null, AuditAction Deed = default)
    where T : class
{
    public static implicit operator IdentityDecision<T>(IdentityChangeResult<T> identityChangeResult) => new(identityChangeResult);
}

/// <param name="Name">Such as <c>user.created</c>.</param>
/// <param name="About">The id of the user, the role or the credential.</param>
/// <param name="AboutName">As it is called now.</param>
internal readonly record struct AuditAction(string Name, string About, string AboutName);

/// <summary>
/// Decides a change of a tenant's people on all of them, and writes it where nobody else changed any of them meanwhile; else it is
/// decided anew. So no two changes at once, on whatever nodes, leave a tenant without administrator or a user with a role that is gone.
/// </summary>
internal sealed class IdentityChangeExecutor(IIdentityAdminStore store, IFacilityStore facilities, TimeProvider clock)
{
    private const int Attempts = 50;

    public DateTimeOffset Now => clock.GetUtcNow().ToMicroseconds();

    /// <summary>By the version the change makes: in the order in which they were made, whatever the clocks say.</summary>
    public static string AuditId(long before) => (before + 1).ToString("D19", CultureInfo.InvariantCulture);

    public string NewId() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    public async Task<IdentityChangeResult<T>> Change<T>(TenantId tenant, Actor by, Func<IdentitySnapshot, IdentityDecision<T>> decide, CancellationToken ct)
        where T : class
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await store.Read(tenant, ct) is not { } snapshot) return IdentityChangeResult<T>.Not(IdentityChangeStatus.Missing);
            var identityDecision = decide(snapshot);
            if (identityDecision.Change is not { } change) return identityDecision.Answer;
            var (name, about, aboutName) = (identityDecision.Deed.Name, identityDecision.Deed.About, identityDecision.Deed.AboutName);
            var entry = new AuditEntry(AuditId(snapshot.Version), Now, by.Id, by.Name, name, about, aboutName);
            if (await store.Commit(tenant, snapshot.Version, change, entry, ct)) return identityDecision.Answer;
        }

        throw new TimeoutException($"The people of {tenant} changed {Attempts} times meanwhile.");
    }

    /// <summary>Those of the facilities that the tenant does not have.</summary>
    public async Task<ImmutableArray<IdentityValidationError>> Unknown(
        TenantId tenant, string path, IEnumerable<FacilityId> named, CancellationToken ct)
    {
        var faults = ImmutableArray.CreateBuilder<IdentityValidationError>();
        foreach (var facility in named.Distinct())
        {
            if (await facilities.Find(tenant, facility, ct) is null)
                faults.Add(new(path, $"names the facility {facility}, which there is not", "must name ids that GET /api/facilities tells"));
        }

        return faults.ToImmutable();
    }
}
