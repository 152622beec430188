namespace Emend.Client;

public sealed partial class OrdersClient
{
    /// <summary>Previews an action: its consequences and all rule violations. Nothing is written.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="action">The fulfillment action.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ModificationResult> PreviewAsync(string id, FulfillmentAction action, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _httpTransport.SendAsync(
            action.AddBodyTo(ApiRequest.RetryablePost($"{GetPath(id)}/actions/{action.Path}/preview")),
            EmendJsonContext.Default.ModificationResult,
            ct);
    }

    /// <summary>Executes a fulfillment action, such as cancel, assign or reroute.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="action">The fulfillment action.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="RuleViolationException">The request violates rules.</exception>
    /// <exception cref="VersionConflictException">The order has another revision than the expected one.</exception>
    public Task<ModificationResult> ExecuteAsync(string id, FulfillmentAction action, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _httpTransport.SendAsync(
            action.AddBodyTo(ApiRequest.WriteWithKey(HttpMethod.Post, $"{GetPath(id)}/actions/{action.Path}", key)),
            EmendJsonContext.Default.ModificationResult,
            ct);
    }

    /// <summary>Previews a warehouse action: its consequences and all rule violations. Nothing is written.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="action">The warehouse action.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ModificationResult> PreviewAsync(string id, WarehouseAction action, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _httpTransport.SendAsync(
            action.AddBodyTo(ApiRequest.RetryablePost($"{GetPath(id)}/actions/{action.Path}/preview")),
            EmendJsonContext.Default.ModificationResult,
            ct);
    }

    /// <summary>Executes a warehouse action, such as a pick, a handover or a label request.</summary>
    /// <param name="id">The order id, or <see cref="ByTenantOrderId"/>.</param>
    /// <param name="action">The warehouse action.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="RuleViolationException">The request violates rules.</exception>
    /// <exception cref="VersionConflictException">The job or parcel has another version than the expected one.</exception>
    public Task<ModificationResult> ExecuteAsync(string id, WarehouseAction action, string? key = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _httpTransport.SendAsync(
            action.AddBodyTo(ApiRequest.WriteWithKey(HttpMethod.Post, $"{GetPath(id)}/actions/{action.Path}", key)),
            EmendJsonContext.Default.ModificationResult,
            ct);
    }
}
