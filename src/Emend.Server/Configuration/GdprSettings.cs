using Emend.Core.Orders;

namespace Emend.Server.Configuration;

/// <summary>The retention of personal data, and whether modifications show their actor.</summary>
/// <param name="RetentionDays">Days until orders are anonymized.</param>
/// <param name="DeletionDays">Days from anonymization to deletion.</param>
/// <param name="ActorAnonymization">Whether responses omit the actor of modifications.</param>
internal sealed record GdprSettings(long RetentionDays, long DeletionDays, bool ActorAnonymization)
{
    /// <summary>Values of a tenant without the setting.</summary>
    public static readonly GdprSettings Default = new(30, 180, true);

    /// <summary>Returns the tenant settings with these values.</summary>
    public TenantSettings ApplyTo(TenantSettings settings) => settings with
    {
        ActorAnonymization = ActorAnonymization,
        Retention = TimeSpan.FromDays(RetentionDays),
        DeletionAfter = TimeSpan.FromDays(DeletionDays),
    };
}
