using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>How long personal data is kept, and whether modifications tell who made them.</summary>
/// <param name="RetentionTime">Days until it is made anonymous.</param>
/// <param name="DeletionTime">Days from then until it is deleted.</param>
/// <param name="ActorAnonymization">Whether it is kept to oneself who did what.</param>
internal sealed record GdprConfigurationMapper(long RetentionTime, long DeletionTime, bool ActorAnonymization)
{
    public const string Retention = "retentionTime";
    public const string Deletion = "deletionTimeAfterRetention";
    public const string Anonymization = "actorAnonymization";

    /// <summary>What counts where nobody set it.</summary>
    public static readonly GdprConfigurationMapper Default = new(30, 180, true);

    /// <summary>Members left out go back to what counts where nobody set them.</summary>
    public static GdprConfigurationMapper From(JsonElement body) => new(
        body.Whole(Retention)!.Value,
        body.Whole(Deletion) ?? Default.DeletionTime,
        body.Flag(Anonymization) ?? Default.ActorAnonymization);

    public static GdprConfigurationMapper From(StoredSetting? storedSetting) => storedSetting is null ? Default : From(JsonElement.Parse(storedSetting.Doc.Raw));

    /// <summary>The same, as decisions read it.</summary>
    public TenantSettings ToSettings() => TenantSettings.Default with
    {
        ActorAnonymization = ActorAnonymization,
        Retention = TimeSpan.FromDays(RetentionTime),
        DeletionAfter = TimeSpan.FromDays(DeletionTime),
    };

    public static bool Anonymizes(StoredSetting? storedSetting) => From(storedSetting).ActorAnonymization;

    public JsonText ToDoc(DateTimeOffset created, DateTimeOffset now) => CanonicalJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber(Retention, RetentionTime);
        json.WriteNumber(Deletion, DeletionTime);
        json.WriteBoolean(Anonymization, ActorAnonymization);
        json.Moment("created", created);
        json.Moment("lastModified", now);
        json.WriteEndObject();
    });
}
