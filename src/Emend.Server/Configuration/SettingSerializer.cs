using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Configuration;

/// <summary>Stored form of the settings. <see cref="ISettingStore"/> shows the documents.</summary>
internal static class SettingSerializer
{
    private const string Created = "created";
    private const string Modified = "lastModified";
    private const string Retention = "retentionTime";
    private const string Deletion = "deletionTimeAfterRetention";
    private const string Anonymization = "actorAnonymization";
    private const string InfiniteStock = "infiniteStockEnabled";

    /// <summary>UTC with milliseconds.</summary>
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static bool ReadFlag(FlagSetting setting, JsonText doc) => JsonElement.Parse(doc.Raw).ReadBoolean(setting.Member) ?? false;

    public static JsonText WriteFlag(FlagSetting setting, VersionedSetting<bool> value) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean(setting.Member, value.Value);
        WriteTimes(json, value);
        json.WriteEndObject();
    });

    public static GdprSettings ReadGdpr(JsonText doc)
    {
        var stored = JsonElement.Parse(doc.Raw);
        return new(
            stored.ReadInteger(Retention)!.Value,
            stored.ReadInteger(Deletion) ?? GdprSettings.Default.DeletionDays,
            stored.ReadBoolean(Anonymization) ?? GdprSettings.Default.ActorAnonymization);
    }

    public static JsonText WriteGdpr(VersionedSetting<GdprSettings> value) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(Retention, value.Value.RetentionDays);
        json.WriteNumber(Deletion, value.Value.DeletionDays);
        json.WriteBoolean(Anonymization, value.Value.ActorAnonymization);
        WriteTimes(json, value);
        json.WriteEndObject();
    });

    public static bool ReadInfiniteStock(JsonText doc) => JsonElement.Parse(doc.Raw).ReadBoolean(InfiniteStock) ?? false;

    // The space before the brace is part of the documents that are already stored.
    public static JsonText WriteInfiniteStock(bool value) => new($$"""{"{{InfiniteStock}}":{{(value ? "true" : "false")}} }""");

    /// <summary>Returns the setting with the times of its document.</summary>
    public static VersionedSetting<T> ToVersioned<T>(StoredSetting stored, T value)
    {
        var doc = JsonElement.Parse(stored.Doc.Raw);
        return new(stored.Version, value, doc.ReadTimestamp(Created), doc.ReadTimestamp(Modified));
    }

    private static void WriteTimes<T>(Utf8JsonWriter json, VersionedSetting<T> value)
    {
        if (value.CreatedAt is { } created)
        {
            json.WriteString(Created, ToText(created));
        }

        if (value.ModifiedAt is { } modified)
        {
            json.WriteString(Modified, ToText(modified));
        }
    }

    private static string ToText(DateTimeOffset time) => time.UtcDateTime.ToString(TimestampFormat);
}
