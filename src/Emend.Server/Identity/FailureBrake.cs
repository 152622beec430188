using System.Collections.Concurrent;
using Emend.Core.Orders;

namespace Emend.Server.Identity;

/// <summary>Slows down who guesses passwords: per username of a tenant, known or not, in this process's memory.</summary>
internal sealed class FailureBrake(IdentityOptions options, TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(TenantId, string), Allowance> names = new();

    /// <summary>Takes one attempt; a right one is to be given back.</summary>
    public bool MayTry(TenantId tenant, string username)
    {
        if (names.Count >= Most) Shrink();
        return Of(tenant, username).Take();
    }

    public void WasRight(TenantId tenant, string username) => Of(tenant, username).GiveBack();

    private Allowance Of(TenantId tenant, string username) =>
        names.GetOrAdd((tenant, username), _ => new(options.FailuresInARow, options.FailureForgottenAfter, clock));

    private void Shrink()
    {
        foreach (var (name, allowance) in names)
        {
            if (allowance.IsFull) names.TryRemove(name, out _);
        }

        if (names.Count >= Most) names.Clear();
    }
}
