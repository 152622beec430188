namespace Emend.Core.Orders;

public abstract partial record OrderEvent
{
    /// <summary>What speaks of persons was erased, everywhere it was kept; of the rest stays what <see cref="OrderAnonymizer"/> says.</summary>
    public sealed record Anonymized : OrderEvent;

    /// <summary>Somebody said how long the order is to be kept.</summary>
    /// <param name="AnonymizeAt">When what speaks of persons is to be erased; null leaves that as it was.</param>
    /// <param name="DeleteAt">When the order is to be deleted; null leaves that as it was.</param>
    public sealed record RetentionDatesSet(DateTimeOffset? AnonymizeAt, DateTimeOffset? DeleteAt) : OrderEvent;

    /// <summary>The order was deleted, with everything that had happened to it.</summary>
    /// <param name="Order">What is known of it from now on: that it was.</param>
    public sealed record Deleted(Order Order) : OrderEvent;
}
