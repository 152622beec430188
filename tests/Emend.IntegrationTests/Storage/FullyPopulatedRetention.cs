using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>Retention data with a value in every member.</summary>
internal static class FullyPopulatedRetention
{
    private static readonly DateTimeOffset At = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The remains of a deleted order.</summary>
    public static readonly Order DeletedOrder = new()
    {
        Id = new("order-1"),
        ProcessId = new("process-1"),
        Api = "fulfillmenttools",
        IsDeleted = true,
        Revision = 8,
        Version = 3,
        Modifications = 2,
        OrderDate = At,
        CreatedAt = At,
        ModifiedAt = At.AddHours(1),
        LastEventAt = At.AddHours(2),
        ReleaseAt = At,
        Delivery = new Delivery { Kind = DeliveryKind.Shipping },
        EndedAt = At.AddHours(2),
        AnonymizedAt = At.AddDays(30),
        AnonymizeAt = At.AddDays(30),
        DeleteAt = At.AddDays(210),
        PersonalRevision = 7,
    };

    public static readonly ImmutableArray<OrderEvent> Events =
    [
        new OrderEvent.Anonymized(),
        new OrderEvent.RetentionDatesSet(At.AddDays(30), null),
        new OrderEvent.RetentionDatesSet(null, At.AddDays(210)),
        new OrderEvent.Deleted(DeletedOrder),
    ];
}
