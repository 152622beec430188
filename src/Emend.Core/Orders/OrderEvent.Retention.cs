namespace Emend.Core.Orders;

public abstract partial record OrderEvent
{
    /// <summary>The order was anonymized. <see cref="OrderAnonymizer"/> defines which data remains.</summary>
    public sealed record Anonymized : OrderEvent;

    /// <summary>Retention dates were set.</summary>
    /// <param name="AnonymizeAt">Anonymization time; null left it unchanged.</param>
    /// <param name="DeleteAt">Deletion time; null left it unchanged.</param>
    public sealed record RetentionDatesSet(DateTimeOffset? AnonymizeAt, DateTimeOffset? DeleteAt) : OrderEvent;

    /// <summary>The order was deleted, including its history.</summary>
    /// <param name="Order">The remaining record of the deleted order.</param>
    public sealed record Deleted(Order Order) : OrderEvent;
}
