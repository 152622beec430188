using System.Text.Json;
using System.Text.Json.Serialization;
using Emend.Core;
using Emend.Server.Common;

namespace Emend.Server.Storage.Outbox;

/// <summary>
/// Stored form of the effects in the outbox. Documents contain ids and times, never personal data. Stored names never change.
/// </summary>
internal static class ExternalEffectSerializer
{
    public const string RequestLabel = "REQUEST_LABEL";

    private const int Format = 1;

    public static (string Kind, byte[] Doc) Write(ExternalEffect effect) => effect switch
    {
        ExternalEffect.RequestLabel label => (RequestLabel, JsonSerializer.SerializeToUtf8Bytes(
            new RequestLabelDocument(
                Format, label.Shipment.Value, label.Parcel.Value, label.Facility.Value, UnixMicroseconds.FromTime(label.RequestedAt)),
            ExternalEffectJsonContext.Default.RequestLabelDocument)),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "The effect has no stored form."),
    };

    /// <summary>The effect; null if a newer version wrote its kind.</summary>
    public static ExternalEffect? Read(string kind, byte[] doc)
    {
        if (kind != RequestLabel)
        {
            return null;
        }

        var stored = JsonSerializer.Deserialize(doc, ExternalEffectJsonContext.Default.RequestLabelDocument)!;
        return stored.Format == Format
            ? new ExternalEffect.RequestLabel(
                new(stored.Shipment), new(stored.Parcel), new(stored.Facility), UnixMicroseconds.ToTime(stored.RequestedAt))
            : null;
    }
}

/// <summary>Document of a label request.</summary>
internal sealed record RequestLabelDocument(
    [property: JsonPropertyName("format")] int Format,
    [property: JsonPropertyName("shipment")] string Shipment,
    [property: JsonPropertyName("parcel")] string Parcel,
    [property: JsonPropertyName("facility")] string Facility,
    [property: JsonPropertyName("requestedAt")] long RequestedAt);

[JsonSerializable(typeof(RequestLabelDocument))]
internal sealed partial class ExternalEffectJsonContext : JsonSerializerContext;
