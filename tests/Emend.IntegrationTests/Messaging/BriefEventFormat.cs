using System.Text;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.IntegrationTests.Messaging;

/// <summary>The event format of an API that only the tests have: two events with one name, and a body of one line.</summary>
internal sealed class BriefEventFormat : IApiEventFormat
{
    public const string Name = "brief";

    public string Api => Name;

    public int? MaxSubscriptionsPerEvent => 2;

    public bool SendsCloudEvents => false;

    public string? FindName(IntegrationEventKind kind) => kind switch
    {
        IntegrationEventKind.OrderCreated => "order-placed",
        IntegrationEventKind.OrderModified or IntegrationEventKind.OrderCanceled => "order-changed",
        _ => null,
    };

    public Task<byte[]> WriteBody(TenantId tenant, FeedEvent feedEvent, string id, CancellationToken ct)
    {
        var name = FindName(feedEvent.Event.Kind);
        return Task.FromResult(
            Encoding.UTF8.GetBytes($$"""{"what":"{{name}}","order":"{{feedEvent.Order.Value}}","at":{{feedEvent.Revision}}}"""));
    }
}
