namespace Emend.Core.Orders;

/// <summary>Settings of a tenant.</summary>
/// <param name="AllowLineItemModification">Whether line items and the preferred date can be modified.</param>
/// <param name="ActorAnonymization">Whether the history hides the actors.</param>
/// <param name="ReleaseAfter">Delay between placement and release of an order (remorse period).</param>
public sealed record TenantSettings(bool AllowLineItemModification, bool ActorAnonymization, TimeSpan ReleaseAfter)
{
    /// <summary>Whether forced cancellation is enabled.</summary>
    public bool AllowForceCancel { get; init; }

    /// <summary>Time between the end of an order and its anonymization.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Time between anonymization and deletion.</summary>
    public TimeSpan DeletionAfter { get; init; } = TimeSpan.FromDays(180);

    /// <summary>Settings of a new tenant.</summary>
    public static readonly TenantSettings Default = new(false, true, TimeSpan.Zero);
}
