namespace Emend.Client;

public sealed partial class OrdersClient
{
    /// <summary>Tells what an action would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ModificationResult> PreviewAsync(string id, FulfillmentAction action, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return httpTransport.SendAsync(action.In(ApiRequest.Preview($"{PathOf(id)}/actions/{action.Path}/preview")), EmendJsonContext.Default.ModificationResult, ct);
    }

    /// <summary>Changes how an order is fulfilled: cancels it, assigns it, routes it again.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleViolationException">Rows do not hold.</exception>
    /// <exception cref="VersionConflictException">The order is in another revision than the one named.</exception>
    public Task<ModificationResult> ActAsync(string id, FulfillmentAction action, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return httpTransport.SendAsync(
            action.In(ApiRequest.Once(HttpMethod.Post, $"{PathOf(id)}/actions/{action.Path}", key)), EmendJsonContext.Default.ModificationResult, ct);
    }

    /// <summary>Tells what a report of work would do, and every row that would refuse it. Nothing is written.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="work">What is reported.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ModificationResult> PreviewAsync(string id, WarehouseAction work, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return httpTransport.SendAsync(work.In(ApiRequest.Preview($"{PathOf(id)}/actions/{work.Path}/preview")), EmendJsonContext.Default.ModificationResult, ct);
    }

    /// <summary>Reports work: picks, hands over, asks for a label.</summary>
    /// <param name="id">The id of the order.</param>
    /// <param name="work">What is reported.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleViolationException">Rows do not hold.</exception>
    /// <exception cref="VersionConflictException">The job is in another version than the one named.</exception>
    public Task<ModificationResult> ActAsync(string id, WarehouseAction work, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return httpTransport.SendAsync(work.In(ApiRequest.Once(HttpMethod.Post, $"{PathOf(id)}/actions/{work.Path}", key)), EmendJsonContext.Default.ModificationResult, ct);
    }
}
