namespace Emend.Core.Commands;

public abstract partial record OrderCommand
{
    /// <summary>Anonymizes an order whose retention time has passed.</summary>
    public sealed record Anonymize : OrderCommand;

    /// <summary>Deletes an order whose deletion time has passed.</summary>
    public sealed record Delete : OrderCommand;

    /// <summary>Sets anonymization and deletion times that differ from the tenant settings.</summary>
    /// <param name="AnonymizeAt">Anonymization time; null leaves it unchanged.</param>
    /// <param name="DeleteAt">Deletion time; null leaves it unchanged.</param>
    public sealed record SetRetentionDates(DateTimeOffset? AnonymizeAt, DateTimeOffset? DeleteAt) : OrderCommand
    {
        /// <summary>Expected revision; null for any revision.</summary>
        public long? Revision { get; init; }
    }
}
