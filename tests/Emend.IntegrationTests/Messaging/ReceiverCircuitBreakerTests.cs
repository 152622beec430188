using Emend.Server.Messaging;

namespace Emend.IntegrationTests.Messaging;

public sealed class ReceiverCircuitBreakerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryResponse Failed = new(500, "the receiver returned status 500");
    private readonly ReceiverCircuitBreaker _receiverCircuitBreaker = new(DeliveryOptions.Default);

    [Fact]
    public void Failures_of_one_order_do_not_open_the_circuit()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Record(0, Failed);
        }

        Assert.False(_receiverCircuitBreaker.IsOpen);
        Assert.Equal(default, _receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Failures_of_five_orders_open_the_circuit_and_a_success_closes_it()
    {
        for (var order = 0; order < 4; order++)
        {
            Record(order, Failed);
        }

        Record(9, new(200, ""));
        for (var order = 0; order < 4; order++)
        {
            Record(order, Failed);
        }

        Assert.False(_receiverCircuitBreaker.IsOpen);
        Record(4, Failed);

        Assert.True(_receiverCircuitBreaker.IsOpen);
        Assert.Equal(Noon.AddSeconds(0.5), _receiverCircuitBreaker.PausedUntil);
        Assert.True(Record(9, new(204, "")));
        Assert.False(_receiverCircuitBreaker.IsOpen);
        Assert.Equal(default, _receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Pauses_grow_with_new_attempts_but_not_with_deliveries_in_flight()
    {
        for (var order = 0; order < 16; order++)
        {
            _receiverCircuitBreaker.Record(new($"{order}"), Failed, order == 15, Noon);
        }

        Assert.True(_receiverCircuitBreaker.PausedUntil <= Noon.AddSeconds(1));

        var pauses = Enumerable.Range(16, 9).Select(order =>
        {
            Record(order, Failed);
            return (_receiverCircuitBreaker.PausedUntil - Noon).TotalSeconds;
        }).ToList();
        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60, 60], pauses);
        Record(3, Failed);
        Assert.Equal(Noon.AddSeconds(60), _receiverCircuitBreaker.PausedUntil);
    }

    [Fact]
    public void Unavailable_receiver_opens_the_circuit_at_once_and_every_attempt_counts()
    {
        var away = Failed with { IsReceiverUnavailable = true };
        Record(0, away);
        Assert.True(_receiverCircuitBreaker.IsOpen);
        Record(0, away);
        Record(0, away);

        Assert.Equal(Noon.AddSeconds(2), _receiverCircuitBreaker.PausedUntil);
    }

    private bool Record(int order, DeliveryResponse deliveryResponse) =>
        _receiverCircuitBreaker.Record(new($"{order}"), deliveryResponse, isLast: true, Noon);
}
