using System.Collections.Concurrent;
using Emend.Server.Shipping;

namespace Emend.IntegrationTests.Outbox;

/// <summary>A carrier that creates one label per idempotency key and records every request.</summary>
internal sealed class CarrierDouble : ICarrierGateway
{
    private readonly ConcurrentQueue<LabelRequest> _requests = new();

    /// <summary>The keys of all requests, in sequence.</summary>
    public string[] Keys => [.. _requests.Select(r => r.Key)];

    /// <summary>Whether the carrier can be reached for a request. Default: always.</summary>
    public Func<LabelRequest, bool> IsReachable { get; set; } = _ => true;

    /// <summary>Called before each response.</summary>
    public Func<LabelRequest, Task> BeforeResponse { get; set; } = _ => Task.CompletedTask;

    public async Task<CarrierResponse> RequestLabel(LabelRequest request, CancellationToken ct)
    {
        _requests.Enqueue(request);
        await BeforeResponse(request);
        return IsReachable(request)
            ? new CarrierResponse.LabelCreated($"T-{request.Key}", new($"^XA {request.Key} ^XZ", "<p>label</p>", null))
            : throw new HttpRequestException("The carrier is unavailable.");
    }
}
