namespace Emend.Core.Rules;

/// <summary>How the caller can satisfy a rule.</summary>
/// <param name="Text">The remedy in words. Ends with a period.</param>
/// <param name="Operation">The operation that the words name; null if they name none. Each API has its own endpoint for it.</param>
public sealed record Remedy(string Text, RemedyOperation? Operation = null)
{
    /// <summary>The remedy in words, with the endpoint of its operation.</summary>
    public string NameEndpoint(string endpoint) => $"{Text.TrimEnd('.')}: {endpoint}.";

    /// <summary>Creates a remedy that names no operation.</summary>
    public static implicit operator Remedy(string text) => new(text);
}

/// <summary>An operation that a remedy names.</summary>
public enum RemedyOperation
{
    /// <summary>Enable line item modification for the tenant.</summary>
    EnableLineItemModification,

    /// <summary>Enable forced cancellation for the tenant.</summary>
    EnableForceCancel,

    /// <summary>Set the anonymization date of the order.</summary>
    SetAnonymizationDate,

    /// <summary>Set the deletion date of the order.</summary>
    SetDeletionDate,
}
