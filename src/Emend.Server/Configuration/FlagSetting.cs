namespace Emend.Server.Configuration;

/// <summary>A setting with one flag. The flag is false by default.</summary>
/// <param name="Name">The name of the setting in the store.</param>
/// <param name="Member">The member of the stored document.</param>
internal sealed record FlagSetting(string Name, string Member)
{
    /// <summary>Whether line items can be modified.</summary>
    public static readonly FlagSetting OrderModification = new(ISettingStore.OrderModification, "allowOrderLineItemModification");

    /// <summary>Whether forced cancellation is enabled.</summary>
    public static readonly FlagSetting OrderCancellation = new(ISettingStore.OrderCancellation, "allowForceCancelOrder");
}
