using Emend.Server.Messaging;

namespace Emend.IntegrationTests.Messaging;

public sealed class ReceiverCircuitBreakerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryResponse Failed = new(500, "it answered 500");
    private readonly ReceiverCircuitBreaker receiverCircuitBreaker = new(DeliveryOptions.Default);

    [Fact]
    public void One_order_makes_nobody_ill_however_often_it_failed()
    {
        for (var i = 0; i < 1_000; i++) Note(0, Failed);

        Assert.False(receiverCircuitBreaker.IsOpen);
        Assert.Equal(default, receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Five_orders_in_a_row_do_and_one_that_is_taken_ends_it()
    {
        for (var order = 0; order < 4; order++) Note(order, Failed);
        Note(9, new(200, ""));
        for (var order = 0; order < 4; order++) Note(order, Failed);
        Assert.False(receiverCircuitBreaker.IsOpen);
        Note(4, Failed);

        Assert.True(receiverCircuitBreaker.IsOpen);
        Assert.Equal(Noon.AddSeconds(0.5), receiverCircuitBreaker.PausedUntil);
        Assert.True(Note(9, new(204, "")));
        Assert.False(receiverCircuitBreaker.IsOpen);
        Assert.Equal(default, receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Pauses_grow_by_trials_of_other_orders_and_not_by_what_was_under_way()
    {
        for (var order = 0; order < 16; order++) receiverCircuitBreaker.Note(new($"{order}"), Failed, order == 15, Noon);
        Assert.True(receiverCircuitBreaker.PausedUntil <= Noon.AddSeconds(1));

        var pauses = Enumerable.Range(16, 9).Select(order =>
        {
            Note(order, Failed);
            return (receiverCircuitBreaker.PausedUntil - Noon).TotalSeconds;
        }).ToList();
        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60, 60], pauses);
        Note(3, Failed);
        Assert.Equal(Noon.AddSeconds(60), receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Who_is_away_is_ill_at_once_and_each_trial_counts()
    {
        var away = Failed with { IsAway = true };
        Note(0, away);
        Assert.True(receiverCircuitBreaker.IsOpen);
        Note(0, away);
        Note(0, away);

        Assert.Equal(Noon.AddSeconds(2), receiverCircuitBreaker.PausedUntil);
    }

    private bool Note(int order, DeliveryResponse deliveryResponse) => receiverCircuitBreaker.Note(new($"{order}"), deliveryResponse, isLast: true, Noon);
}
