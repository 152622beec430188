using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Stores each list of reasons as one setting, because the lists are short and always read whole.</summary>
internal sealed class ReasonStore(ISettingStore settings) : IReasonStore
{
    private const int Attempts = 20;

    public async Task<ImmutableArray<StoredReason>> List(TenantId tenant, string list, CancellationToken ct) =>
        Read(await settings.Read(tenant, list, ct));

    public async Task Update(
        TenantId tenant, string list, Func<ImmutableArray<StoredReason>, ImmutableArray<StoredReason>?> change, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var storedSetting = await settings.Read(tenant, list, ct);
            if (change(Read(storedSetting)) is not { } changed)
            {
                return;
            }

            var after = new StoredSetting((storedSetting?.Version ?? 0) + 1, Write(changed));
            if (await settings.Write(tenant, list, after, ct) is StoreWriteResult.Written)
            {
                return;
            }
        }

        throw new TimeoutException($"Could not write the reason list {list} in {Attempts} attempts.");
    }

    private static ImmutableArray<StoredReason> Read(StoredSetting? storedSetting) => storedSetting is null
        ? []
        :
        [
            .. JsonSerializer.Deserialize(
                storedSetting.Doc.Raw, ReasonJsonContext.Default.ReasonListDocument)!.Reasons.Select(r => new StoredReason(
                r.Id, r.Text, new(r.Localized.GetRawText()), r.Version, UnixMicroseconds.ToTime(r.Created), UnixMicroseconds
                    .ToTime(r.Modified))),
        ];

    private static JsonText Write(ImmutableArray<StoredReason> reasons) => new(JsonSerializer.Serialize(
        new ReasonListDocument(1,
        [
            .. reasons.OrderBy(r => r.Id, StringComparer.Ordinal).Select(r => new ReasonDocument(
                r.Id, r.Text, JsonElement.Parse(r.Localized.Raw), r.Version, UnixMicroseconds.FromTime(r.CreatedAt), UnixMicroseconds
                    .FromTime(r.ModifiedAt))),
        ]),
        ReasonJsonContext.Default.ReasonListDocument));
}

internal sealed record ReasonListDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("reasons")] ImmutableArray<ReasonDocument> Reasons);

internal sealed record ReasonDocument(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("text")] string Text,
    [property: JsonPropertyName("localized")] JsonElement Localized,
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("created")] long Created,
    [property: JsonPropertyName("modified")] long Modified);

[JsonSerializable(typeof(ReasonListDocument))]
internal sealed partial class ReasonJsonContext : JsonSerializerContext;
