using System.Buffers;
using System.Text.Json;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Events;
using Emend.Server.Common;

namespace Emend.Server.Api.Native.Events;

/// <summary>Writes events as the event stream does, together with the order after the event.</summary>
internal sealed class NativeEventFormat : IApiEventFormat
{
    private const int InitialBufferSize = 4_096;

    public string Api => NativeApi.Name;

    public int? MaxSubscriptionsPerEvent => null;

    public bool SendsCloudEvents => true;

    public string FindName(IntegrationEventKind kind) => NativeEventNames.ToName(kind);

    public Task<byte[]> WriteBody(TenantId tenant, FeedEvent feedEvent, string id, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBufferSize);
        using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteStartObject();
            json.WriteView("event", new EventView(feedEvent, id));
            json.WriteView("order", new NativeOrderView(feedEvent.After));
            json.WriteEndObject();
        }

        return Task.FromResult(buffer.WrittenSpan.ToArray());
    }
}
