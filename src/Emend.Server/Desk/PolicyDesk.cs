using System.Collections.Immutable;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>How the Desk answers who asks for or about a tenant's policies.</summary>
internal abstract record PolicyOutcome
{
    private PolicyOutcome()
    {
    }

    /// <summary>The caller's token counts no longer.</summary>
    public sealed record Unauthenticated : PolicyOutcome;

    /// <summary>The caller lacks a permission.</summary>
    public sealed record Forbidden(string Permission) : PolicyOutcome;

    /// <summary>The tenant has no policy of that name.</summary>
    public sealed record Unknown(string Name, ImmutableArray<string> Known) : PolicyOutcome;

    /// <summary>What is wrong with the variant.</summary>
    public sealed record Invalid(ImmutableArray<VariantProblem> Problems) : PolicyOutcome;

    /// <summary>The version named, or the one written meanwhile, is not the current one.</summary>
    public sealed record Stale(long Current, long Named) : PolicyOutcome;

    /// <summary>The policies as they are now.</summary>
    public sealed record Told(KeptPolicies Policies) : PolicyOutcome;

    /// <summary>What a variant would have said to modifications of before.</summary>
    public sealed record Tried(PolicyTrial Trial) : PolicyOutcome;

    /// <summary>The version written, or asked for.</summary>
    public sealed record Kept(KeptVariant Variant) : PolicyOutcome;
}

/// <summary>A tenant's own policies: told, written, and put to use.</summary>
internal sealed class PolicyDesk(IPolicyStore store, IActorDirectory actors, TimeProvider clock)
{
    /// <summary>Who writes policies, and who may have one named decide.</summary>
    public const string Writes = Permissions.ConfigWrite;

    /// <summary>Who reads them.</summary>
    public const string Reads = Permissions.ConfigRead;

    /// <summary>All of them, each in its newest version, and which decides where.</summary>
    public async Task<PolicyOutcome> List(Caller caller, CancellationToken ct) =>
        await Ending(caller, Reads, ct) is (_, { } ending) ? ending : new PolicyOutcome.Told(await store.Read(caller.Tenant, ct));

    /// <summary>A version of one, or its newest.</summary>
    public async Task<PolicyOutcome> Find(Caller caller, string name, int? version, CancellationToken ct)
    {
        if (await Ending(caller, Reads, ct) is (_, { } ending))
            return ending;
        return await store.Find(caller.Tenant, name, version, ct) is { } kept
            ? new PolicyOutcome.Kept(kept)
            : new PolicyOutcome.Unknown(name, Names(await store.Read(caller.Tenant, ct)));
    }

    /// <summary>Writes a variant as its next version.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="variant">What it is to say; its version is not looked at.</param>
    /// <param name="version">The version the caller saw, 0 for none; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyOutcome> Write(Caller caller, Variant variant, int? version, CancellationToken ct)
    {
        var (actor, ending) = await Ending(caller, Writes, ct);
        if (ending is not null)
            return ending;
        if (Variants.Check(variant) is { IsEmpty: false } problems)
            return new PolicyOutcome.Invalid(problems);
        var current = (await store.Find(caller.Tenant, variant.Name, null, ct))?.Variant.Version ?? 0;
        if (version is { } named && named != current)
            return new PolicyOutcome.Stale(current, named);
        var kept = new KeptVariant(variant with { Version = current + 1 }, actor!.Id, clock.GetUtcNow().ToMicroseconds());
        return await store.Add(caller.Tenant, kept, ct) is KeepOutcome.Written
            ? new PolicyOutcome.Kept(kept)
            : new PolicyOutcome.Stale(current + 1, current);
    }

    /// <summary>Says which policy decides where.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="use">What is to be; its version is not looked at.</param>
    /// <param name="version">The version the caller saw; null takes whatever it is now.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<PolicyOutcome> Use(Caller caller, PolicyUse use, long? version, CancellationToken ct)
    {
        if (await Ending(caller, Writes, ct) is (_, { } ending))
            return ending;
        var present = await store.Read(caller.Tenant, ct);
        var names = Names(present);
        foreach (var name in use.Faces.Values.Prepend(use.Default ?? names[0]))
            if (!names.Contains(name))
                return new PolicyOutcome.Unknown(name, names);
        var current = present.Use.Version;
        if (version is { } named && named != current)
            return new PolicyOutcome.Stale(current, named);
        var next = use with { Version = current + 1 };
        return await store.Use(caller.Tenant, next, ct) is KeepOutcome.Written
            ? new PolicyOutcome.Told(present with { Use = next })
            : new PolicyOutcome.Stale(current + 1, current);
    }

    private async ValueTask<(Actor? Actor, PolicyOutcome? Ending)> Ending(Caller caller, string permission, CancellationToken ct)
    {
        if (await actors.Find(caller, ct) is not { } actor)
            return (null, new PolicyOutcome.Unauthenticated());
        return (actor, actor.May(permission) ? null : new PolicyOutcome.Forbidden(permission));
    }

    private static ImmutableArray<string> Names(KeptPolicies policies) => [.. new TenantPolicies(policies).Names];
}
