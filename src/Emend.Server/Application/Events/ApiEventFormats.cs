using System.Collections.Frozen;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Server.Application.Events;

/// <summary>
/// The event names and event bodies of one API. Webhooks and the broker use the format of the API that the subscription belongs to.
/// </summary>
internal interface IApiEventFormat
{
    /// <summary>The name of the API. Subscriptions store it.</summary>
    string Api { get; }

    /// <summary>The maximum number of subscriptions to the same events; null if there is no maximum.</summary>
    int? MaxSubscriptionsPerEvent { get; }

    /// <summary>
    /// Whether a webhook request contains a CloudEvent with the body as its data, as messages of the broker always do. If not, it contains
    /// the body only.
    /// </summary>
    bool SendsCloudEvents { get; }

    /// <summary>The name of a kind of events; null if the API does not report these events. Several kinds can have one name.</summary>
    string? FindName(IntegrationEventKind kind);

    /// <summary>Writes the event with the order or the entity after the event, as JSON.</summary>
    /// <param name="id">The public id of the event.</param>
    Task<byte[]> WriteBody(TenantId tenant, FeedEvent feedEvent, string id, CancellationToken ct);
}

/// <summary>The event formats of all APIs.</summary>
internal sealed class ApiEventFormats(IEnumerable<IApiEventFormat> formats)
{
    private readonly FrozenDictionary<string, IApiEventFormat> _formats = formats.ToFrozenDictionary(format => format.Api);

    /// <summary>The names of the APIs, in alphabetical order.</summary>
    public IEnumerable<string> Apis => _formats.Keys.Order(StringComparer.Ordinal);

    public IApiEventFormat this[string api] => Find(api)
        ?? throw new InvalidOperationException($"A subscription belongs to the API {api}, which has no event format.");

    public IApiEventFormat? Find(string api) => _formats.GetValueOrDefault(api);
}
