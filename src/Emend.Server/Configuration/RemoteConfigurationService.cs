using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Common;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.StoredRemoteConfiguration>;

namespace Emend.Server.Configuration;

/// <summary>Selects remote configurations.</summary>
/// <param name="Groups">Configurations with at least one of these groups; empty selects all groups.</param>
/// <param name="Facility">Configurations that apply to the facility; null selects all.</param>
/// <param name="User">Configurations that apply to the user; null selects all.</param>
internal sealed record RemoteConfigurationFilter(ImmutableArray<string> Groups, string? Facility, string? User);

/// <summary>
/// Reads and writes remote configurations. Clients share them; Emend does not use them. Every scope has an id. Writes take the
/// configuration as the caller read it, and the version that the client expects.
/// </summary>
internal sealed class RemoteConfigurationService(IRemoteConfigurationStore store, TimeProvider clock)
{
    /// <summary>The maximum number of scopes of a configuration.</summary>
    public const int MaxScopes = 20;

    private const string Scopes = "scopes";
    private const string Id = "id";

    /// <summary>The selected configurations, ordered by id.</summary>
    public async Task<IReadOnlyList<StoredRemoteConfiguration>> List(
        TenantId tenant, RemoteConfigurationFilter filter, CancellationToken ct) =>
        [.. (await store.List(tenant, ct)).Where(c => Matches(ToObject(c), filter))];

    public Task<StoredRemoteConfiguration?> Find(TenantId tenant, string id, CancellationToken ct) => store.Find(tenant, id, ct);

    public Task<StoredRemoteConfiguration?> FindByKey(TenantId tenant, string key, CancellationToken ct) =>
        store.FindByKey(tenant, key, ct);

    /// <summary>Adds a configuration. Returns null if another configuration has the key.</summary>
    public async Task<StoredRemoteConfiguration?> Create(TenantId tenant, string key, JsonObject doc, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        var created = new StoredRemoteConfiguration(Guid.CreateVersion7(now).ToString(), key, 1, ToText(doc), now, now);
        return await store.Add(tenant, created, ct) is StoreWriteResult.Written ? created : null;
    }

    /// <summary>Replaces the document. The same document changes nothing. Returns Written or VersionConflict.</summary>
    public async Task<Result> Replace(
        TenantId tenant, StoredRemoteConfiguration current, JsonObject doc, long version, CancellationToken ct)
    {
        var next = current with { Version = version + 1, Doc = ToText(doc), ModifiedAt = clock.GetUtcNow().ToMicroseconds() };
        if (version == current.Version && next.Doc == current.Doc)
        {
            return new Result.Written(current, IsNew: false);
        }

        if (await store.Replace(tenant, next, ct) is StoreWriteResult.Written)
        {
            return new Result.Written(next, IsNew: false);
        }

        var now = await store.Find(tenant, current.Id, ct);
        return new Result.VersionConflict((now ?? current).Version, version);
    }

    /// <summary>Adds a scope. Returns Written, VersionConflict or LimitReached.</summary>
    public async Task<Result> AddScope(
        TenantId tenant, StoredRemoteConfiguration current, JsonObject scope, long version, CancellationToken ct)
    {
        if (HasMaxScopes(current))
        {
            return new Result.LimitReached(MaxScopes);
        }

        var doc = ToObject(current);
        if (doc[Scopes] is JsonArray scopes)
        {
            scopes.Add(scope);
        }
        else
        {
            doc[Scopes] = new JsonArray(scope);
        }

        return await Replace(tenant, current, doc, version, ct);
    }

    /// <summary>Removes a scope. Returns Written, VersionConflict, or NotFound if the configuration does not have the scope.</summary>
    public async Task<Result> RemoveScope(
        TenantId tenant, StoredRemoteConfiguration current, string scopeId, long version, CancellationToken ct)
    {
        var doc = ToObject(current);
        if (doc[Scopes]?.AsArray().FirstOrDefault(s => (string?)s![Id] == scopeId) is not { } scope)
        {
            return new Result.NotFound();
        }

        doc[Scopes]!.AsArray().Remove(scope);
        return await Replace(tenant, current, doc, version, ct);
    }

    public Task Delete(TenantId tenant, string id, CancellationToken ct) => store.Remove(tenant, id, ct);

    public static bool HasMaxScopes(StoredRemoteConfiguration configuration) =>
        ToObject(configuration)[Scopes]?.AsArray().Count >= MaxScopes;

    /// <summary>Returns a copy of the document for changes.</summary>
    public static JsonObject ToObject(StoredRemoteConfiguration configuration) => JsonNode.Parse(configuration.Doc.Raw)!.AsObject();

    private JsonText ToText(JsonObject doc)
    {
        var stored = (JsonObject)doc.DeepClone();
        foreach (var scope in stored[Scopes]?.AsArray().OfType<JsonObject>() ?? [])
        {
            scope[Id] ??= Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        }

        return CanonicalJson.From(JsonElement.Parse(stored.ToJsonString()));
    }

    // A scope without references applies to all facilities or users.
    private static bool Matches(JsonObject doc, RemoteConfigurationFilter filter)
    {
        var scopes = doc[Scopes]?.AsArray() ?? [];
        return (filter.Groups.IsEmpty || doc["groups"]!.AsArray().Any(g => filter.Groups.Contains((string)g!)))
            && (scopes.Count == 0
                || scopes.Any(s => References(s!, "facilityRefs", filter.Facility) && References(s!, "userRefs", filter.User)));
    }

    private static bool References(JsonNode scope, string list, string? id) =>
        id is null || scope[list]?.AsArray() is not { Count: > 0 } references || references.Any(r => (string?)r == id);
}
