using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Application.Routing;

/// <summary>
/// Reads, creates, copies, replaces, and activates routing strategies. The built-in default strategy is part of every list and cannot
/// be changed. A strategy whose fences exclude all facilities is neither stored nor activated.
/// </summary>
internal sealed class StrategyService(IStrategyStore store, RoutingSimulationService simulation, TimeProvider clock)
{
    /// <summary>The built-in default strategy. It is active if the tenant has activated no other strategy.</summary>
    public static readonly StoredStrategy BuiltIn = new(
        "default",
        1,
        InUse: false,
        RoutingStrategy.Default,
        new("""{"nameLocalized":{"en_US":"Default"},"name":"Default"}"""),
        DateTimeOffset.UnixEpoch,
        DateTimeOffset.UnixEpoch);

    /// <summary>A page of strategies in their current versions by id. The built-in strategy comes first.</summary>
    public async Task<Page<StoredStrategy>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct)
    {
        var stored = await store.List(tenant, startAfter == BuiltIn.Id ? null : startAfter, size, ct);
        var first = startAfter is null ? [await ReadBuiltIn(tenant, ct)] : Array.Empty<StoredStrategy>();
        return new([.. first.Concat(stored.Items).Take(size)], stored.Total + 1);
    }

    /// <summary>The current version, or the named version; null if it does not exist.</summary>
    public async Task<StoredStrategy?> Find(TenantId tenant, string id, long? version, CancellationToken ct) =>
        id != BuiltIn.Id ? await store.Find(tenant, id, version, ct)
        : version is null or 1 ? await ReadBuiltIn(tenant, ct)
        : null;

    /// <summary>The routing parameters of the current version, or of the named version; null if it does not exist.</summary>
    public async Task<RoutingStrategy?> FindParameters(TenantId tenant, string id, long? version, CancellationToken ct) =>
        id != BuiltIn.Id ? (await store.Find(tenant, id, version, ct))?.Strategy
        : version is null or 1 ? RoutingStrategy.Default
        : null;

    /// <summary>Adds a strategy. Returns Written or AllFacilitiesExcluded.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="strategy">The routing parameters.</param>
    /// <param name="doc">Names and other members of the strategy.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<StrategyResult> Create(TenantId tenant, RoutingStrategy strategy, JsonText doc, CancellationToken ct)
    {
        if (await FindTotalExclusion(tenant, strategy, ct) is { } excluded)
        {
            return excluded;
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var created = new StoredStrategy(Guid.CreateVersion7(now).ToString(), 1, InUse: false, strategy, doc, now, now);
        await store.Add(tenant, created, ct);
        return new StrategyResult.Written(created);
    }

    /// <summary>Adds a copy with another document. Returns Written, VersionConflict or AllFacilitiesExcluded.</summary>
    public async Task<StrategyResult> Copy(TenantId tenant, StoredStrategy source, JsonText doc, long version, CancellationToken ct) =>
        source.Version != version
            ? new StrategyResult.VersionConflict(source.Version, version)
            : await Create(tenant, source.Strategy, doc, ct);

    /// <summary>Writes the next version. Returns Written, VersionConflict, CannotChangeBuiltIn or AllFacilitiesExcluded.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="current">The strategy as the caller read it.</param>
    /// <param name="next">The new routing parameters and document.</param>
    /// <param name="version">The expected version.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<StrategyResult> Replace(
        TenantId tenant, StoredStrategy current, (RoutingStrategy Strategy, JsonText Doc) next, long version, CancellationToken ct)
    {
        if (current.Version != version)
        {
            return new StrategyResult.VersionConflict(current.Version, version);
        }

        if (current.Id == BuiltIn.Id)
        {
            return new StrategyResult.CannotChangeBuiltIn();
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var after = current with { Version = version + 1, Strategy = next.Strategy, Doc = next.Doc, ModifiedAt = now };
        if (await FindTotalExclusion(tenant, after.Strategy, ct) is { } excluded)
        {
            return excluded;
        }

        return await store.Replace(tenant, after, ct) is StoreWriteResult.Written
            ? new StrategyResult.Written(after)
            : new StrategyResult.VersionConflict(await ReadVersion(tenant, current, ct), version);
    }

    /// <summary>Makes a strategy the only active one. Returns Written, VersionConflict or AllFacilitiesExcluded.</summary>
    public async Task<StrategyResult> Activate(TenantId tenant, StoredStrategy current, long version, CancellationToken ct)
    {
        if (current.Version != version)
        {
            return new StrategyResult.VersionConflict(current.Version, version);
        }

        if (await FindTotalExclusion(tenant, current.Strategy, ct) is { } excluded)
        {
            return excluded;
        }

        return await store.Activate(tenant, current.Strategy.Ref, ct) is StoreWriteResult.Written
            ? new StrategyResult.Written(current with { InUse = true })
            : new StrategyResult.VersionConflict(await ReadVersion(tenant, current, ct), version);
    }

    /// <summary>Returns null if a facility passes the fences. Accepts every strategy if no facility is online.</summary>
    private async Task<StrategyResult.AllFacilitiesExcluded?> FindTotalExclusion(
        TenantId tenant, RoutingStrategy strategy, CancellationToken ct)
    {
        var log = await simulation.EvaluateStrategy(tenant, strategy, ct);
        return log.Candidates > 0 || log.Fences[0].Excluded == log.Considered ? null : new(log);
    }

    private async Task<StoredStrategy> ReadBuiltIn(TenantId tenant, CancellationToken ct) =>
        BuiltIn with { InUse = !await store.HasActive(tenant, ct) };

    private async Task<long> ReadVersion(TenantId tenant, StoredStrategy current, CancellationToken ct) =>
        (await store.Find(tenant, current.Id, null, ct) ?? current).Version;
}
