namespace Emend.Client;

public sealed partial class Orders
{
    /// <summary>Tells what an action would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Outcome> Preview(string id, FulfilmentAction action, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return transport.Send(action.In(Call.Preview($"{PathOf(id)}/actions/{action.Path}/preview")), Wire.Default.Outcome, ct);
    }

    /// <summary>Changes how an order is fulfilled: cancels it, assigns it, routes it again.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">Rows do not hold.</exception>
    /// <exception cref="StaleException">The order is in another revision than the one named.</exception>
    public Task<Outcome> Act(string id, FulfilmentAction action, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return transport.Send(
            action.In(Call.Once(HttpMethod.Post, $"{PathOf(id)}/actions/{action.Path}", key)), Wire.Default.Outcome, ct);
    }

    /// <summary>Tells what a report of work would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="work">What is reported.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Outcome> Preview(string id, OrderWork work, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return transport.Send(work.In(Call.Preview($"{PathOf(id)}/actions/{work.Path}/preview")), Wire.Default.Outcome, ct);
    }

    /// <summary>Reports work: picks, hands over, asks for a label.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="work">What is reported.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RefusedException">Rows do not hold.</exception>
    /// <exception cref="StaleException">The job is in another version than the one named.</exception>
    public Task<Outcome> Act(string id, OrderWork work, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return transport.Send(work.In(Call.Once(HttpMethod.Post, $"{PathOf(id)}/actions/{work.Path}", key)), Wire.Default.Outcome, ct);
    }
}
