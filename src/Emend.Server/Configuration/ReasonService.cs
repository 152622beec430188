using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;
using Result = Emend.Server.Common.VersionedWriteResult<Emend.Server.Configuration.StoredReason>;

namespace Emend.Server.Configuration;

/// <summary>The content of a reason.</summary>
/// <param name="Text">The text, unique in the list.</param>
/// <param name="Localized">The text by locale: a JSON object.</param>
internal sealed record ReasonContent(string Text, JsonText Localized);

/// <summary>
/// Reads and writes the reason lists of a tenant. The lists are <see cref="IReasonStore.Cancellation"/> and
/// <see cref="IReasonStore.Reroute"/>.
/// </summary>
internal sealed class ReasonService(IReasonStore store, TimeProvider clock)
{
    /// <summary>All reasons of a list, ordered by id.</summary>
    public Task<ImmutableArray<StoredReason>> List(TenantId tenant, string list, CancellationToken ct) => store.List(tenant, list, ct);

    /// <summary>Returns null if the list does not have the reason.</summary>
    public async Task<StoredReason?> Find(TenantId tenant, string list, string id, CancellationToken ct) =>
        (await store.List(tenant, list, ct)).FirstOrDefault(r => r.Id == id);

    /// <summary>Returns the reasons with these ids by id. Omits unknown ids.</summary>
    public async Task<IReadOnlyDictionary<string, StoredReason>> FindMany(
        TenantId tenant, string list, IReadOnlyCollection<string> ids, CancellationToken ct) => ids.Count == 0
        ? ImmutableDictionary<string, StoredReason>.Empty
        : (await store.List(tenant, list, ct)).Where(r => ids.Contains(r.Id)).ToDictionary(r => r.Id);

    /// <summary>Adds a reason. Returns Written, NameConflict if a reason of the list has the text, or LimitReached.</summary>
    public async Task<Result> Create(TenantId tenant, string list, ReasonContent content, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        var reason = new StoredReason(Guid.CreateVersion7(now).ToString(), content.Text, content.Localized, 1, now, now);
        Result result = new Result.Written(reason, IsNew: true);
        await store.Update(
            tenant,
            list,
            all =>
            {
                result = all.FirstOrDefault(r => r.Text == content.Text) is { } existing ? new Result.NameConflict(existing)
                    : all.Length >= IReasonStore.Max ? new Result.LimitReached(IReasonStore.Max)
                    : new Result.Written(reason, IsNew: true);
                return result is Result.Written ? all.Add(reason) : null;
            },
            ct);
        return result;
    }

    /// <summary>Changes a reason. The same content changes nothing. Returns Written, NotFound or VersionConflict.</summary>
    public async Task<Result> Update(
        TenantId tenant, string list, string id, ReasonContent content, long version, CancellationToken ct)
    {
        Result result = new Result.NotFound();
        await store.Update(
            tenant,
            list,
            all =>
            {
                var current = all.FirstOrDefault(r => r.Id == id);
                result = current is null ? new Result.NotFound()
                    : current.Version != version ? new Result.VersionConflict(current.Version, version)
                    : new Result.Written(WithContent(current, content), IsNew: false);
                return result is Result.Written(var changed, _) && changed != current ? all.Replace(current!, changed) : null;
            },
            ct);
        return result;
    }

    /// <summary>Removes a reason. Returns the removed reason, or null if the list does not have it.</summary>
    public async Task<StoredReason?> Delete(TenantId tenant, string list, string id, CancellationToken ct)
    {
        StoredReason? removed = null;
        await store.Update(
            tenant,
            list,
            all =>
            {
                removed = all.FirstOrDefault(r => r.Id == id);
                return removed is null ? null : all.Remove(removed);
            },
            ct);
        return removed;
    }

    private StoredReason WithContent(StoredReason reason, ReasonContent content) =>
        reason.Text == content.Text && reason.Localized.Equals(content.Localized)
            ? reason
            : reason with
            {
                Text = content.Text,
                Localized = content.Localized,
                Version = reason.Version + 1,
                ModifiedAt = clock.GetUtcNow().ToMicroseconds(),
            };
}
