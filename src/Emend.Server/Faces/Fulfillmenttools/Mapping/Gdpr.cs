using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>How long personal data is kept, and whether modifications tell who made them.</summary>
/// <param name="RetentionTime">Days until it is made anonymous.</param>
/// <param name="DeletionTime">Days from then until it is deleted.</param>
/// <param name="ActorAnonymization">Whether it is kept to oneself who did what.</param>
internal sealed record Gdpr(long RetentionTime, long DeletionTime, bool ActorAnonymization)
{
    public const string Retention = "retentionTime";
    public const string Deletion = "deletionTimeAfterRetention";
    public const string Anonymization = "actorAnonymization";

    /// <summary>What counts where nobody set it.</summary>
    public static readonly Gdpr Usual = new(30, 180, true);

    /// <summary>Members left out go back to what counts where nobody set them.</summary>
    public static Gdpr Of(JsonElement body) => new(
        body.Whole(Retention)!.Value,
        body.Whole(Deletion) ?? Usual.DeletionTime,
        body.Flag(Anonymization) ?? Usual.ActorAnonymization);

    public static Gdpr Of(KeptSetting? kept) => kept is null ? Usual : Of(JsonElement.Parse(kept.Doc.Raw));

    /// <summary>The same, as decisions read it.</summary>
    public TenantSettings ToSettings() => TenantSettings.Default with
    {
        ActorAnonymization = ActorAnonymization,
        Retention = TimeSpan.FromDays(RetentionTime),
        DeletionAfter = TimeSpan.FromDays(DeletionTime),
    };

    public static bool Anonymizes(KeptSetting? kept) => Of(kept).ActorAnonymization;

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
