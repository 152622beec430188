using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

/// <summary>A list of reasons is one setting: it is short, and read whole.</summary>
internal sealed class ReasonStore(ISettingStore settings) : IReasonStore
{
    private const int Attempts = 20;

    public async Task<ImmutableArray<KeptReason>> All(TenantId tenant, string list, CancellationToken ct) =>
        Read(await settings.Read(tenant, list, ct));

    public async Task Change(
        TenantId tenant, string list, Func<ImmutableArray<KeptReason>, ImmutableArray<KeptReason>?> change, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var kept = await settings.Read(tenant, list, ct);
            if (change(Read(kept)) is not { } changed) return;
            var after = new KeptSetting((kept?.Version ?? 0) + 1, Write(changed));
            if (await settings.Write(tenant, list, after, ct) is KeepOutcome.Written) return;
        }

        throw new TimeoutException($"The list {list} could not be written in {Attempts} attempts.");
    }

    private static ImmutableArray<KeptReason> Read(KeptSetting? kept) => kept is null
        ? []
        :
        [
            .. JsonSerializer.Deserialize(kept.Doc.Raw, ReasonJson.Default.StoredReasons)!.Reasons.Select(r => new KeptReason(
                r.Id, r.Text, new(r.Localized.GetRawText()), r.Version, Instant.From(r.Created), Instant.From(r.Modified))),
        ];

    private static JsonText Write(ImmutableArray<KeptReason> reasons) => new(JsonSerializer.Serialize(
        new StoredReasons(1,
        [
            .. reasons.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new StoredReason(
                r.Id, r.Text, JsonElement.Parse(r.Localized.Raw), r.Version, Instant.Micros(r.CreatedAt), Instant.Micros(r.ModifiedAt))),
        ]),
        ReasonJson.Default.StoredReasons));
}

internal sealed record StoredReasons(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("reasons")] ImmutableArray<StoredReason> Reasons);

internal sealed record StoredReason(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("localized")] JsonElement Localized,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("created")] long Created,
    [property: JsonPropertyName("modified")] long Modified);

[JsonSerializable(typeof(StoredReasons))]
internal sealed partial class ReasonJson : JsonSerializerContext;
