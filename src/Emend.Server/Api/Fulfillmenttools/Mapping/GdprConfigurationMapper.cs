using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps the GDPR configuration.</summary>
internal static class GdprConfigurationMapper
{
    public const string RetentionMember = "retentionTime";
    public const string DeletionMember = "deletionTimeAfterRetention";
    public const string AnonymizationMember = "actorAnonymization";

    /// <summary>Reads a body. Absent members get default values.</summary>
    public static GdprSettings ReadSettings(JsonElement body) => new(
        body.ReadInteger(RetentionMember)!.Value,
        body.ReadInteger(DeletionMember) ?? GdprSettings.Default.DeletionDays,
        body.ReadBoolean(AnonymizationMember) ?? GdprSettings.Default.ActorAnonymization);

    public static void Write(Utf8JsonWriter json, VersionedSetting<GdprSettings> setting)
    {
        json.WriteString("id", "gdpr");
        json.WriteNumber("version", setting.Version);
        json.WriteNumber(RetentionMember, setting.Value.RetentionDays);
        json.WriteNumber(DeletionMember, setting.Value.DeletionDays);
        json.WriteBoolean(AnonymizationMember, setting.Value.ActorAnonymization);
        json.WriteTimestamp("created", setting.CreatedAt);
        json.WriteTimestamp("lastModified", setting.ModifiedAt);
    }
}
