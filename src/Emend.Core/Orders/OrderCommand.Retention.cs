namespace Emend.Core.Orders;

public abstract partial record OrderCommand
{
    /// <summary>Erase what speaks of persons, since its time has come.</summary>
    public sealed record Anonymize : OrderCommand;

    /// <summary>Delete the order, since its time has come.</summary>
    public sealed record Delete : OrderCommand;

    /// <summary>Say how long the order is kept, otherwise than the tenant's settings do.</summary>
    /// <param name="AnonymizeAt">When what speaks of persons is to be erased; null leaves that as it is.</param>
    /// <param name="DeleteAt">When it is to be deleted; null leaves that as it is.</param>
    public sealed record SetRetentionDates(DateTimeOffset? AnonymizeAt, DateTimeOffset? DeleteAt) : OrderCommand
    {
        /// <summary>The revision the caller saw; null for whatever it is now.</summary>
        public long? Revision { get; init; }
    }
}
