using System.Runtime.CompilerServices;
using System.Text;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging;

/// <summary>The bodies of events in each API. Receivers parse them, so members are only added.</summary>
public sealed class EventBodyTests : IAsyncLifetime
{
    private static readonly Order Order = FullyPopulatedOrder.Order;

    private EmendApp _app = null!;

    public async Task InitializeAsync() => _app = await EmendApp.Start();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("native")]
    [InlineData("fulfillmenttools")]
    public async Task Body_of_an_order_event_is_unchanged(string api) => await Check(api, "order", new(
        IntegrationEventKind.OrderModified,
        null,
        null,
        [new("/lines/line-1/quantity", DifferenceKind.Changed, new("2"), new("3"), DifferenceArea.Lines, "quantity of Shirt")],
        [FullyPopulatedOrder.Line.Article]));

    [Theory]
    [InlineData("native")]
    [InlineData("fulfillmenttools")]
    public async Task Body_of_an_event_of_a_pick_job_is_unchanged(string api) => await Check(api, "pick-job", new(
        IntegrationEventKind.PickingFinished,
        FullyPopulatedOrder.Job.Id,
        FullyPopulatedOrder.Facility,
        [],
        [FullyPopulatedOrder.Line.Article]));

    [Theory]
    [InlineData("native")]
    [InlineData("fulfillmenttools")]
    public async Task Body_of_an_event_that_the_vendor_does_not_have_is_unchanged(string api) => await Check(
        api, "reservations", new(IntegrationEventKind.ReservationsRemoved, null, null, [], []));

    [Fact]
    public void Every_kind_of_event_has_a_name_in_the_native_api()
    {
        var kinds = Enum.GetValues<IntegrationEventKind>();

        Assert.Equal(kinds, NativeEventNames.All.Select(NativeEventNames.ToKind));
        Assert.Equal(NativeEventNames.All, kinds.Select(NativeEventNames.ToName));
    }

    private async Task Check(string api, string name, IntegrationEvent what)
    {
        var format = _app.Services.GetRequiredService<ApiEventFormats>()[api];
        var body = await format.WriteBody(new("demo"), CreateEvent(what), "AAAA", CancellationToken.None);

        Assert.Equal(Golden($"event-{name}-{api}.json", body), Encoding.UTF8.GetString(body));
    }

    private static FeedEvent CreateEvent(IntegrationEvent what) => new()
    {
        Position = new(1, 2, 3),
        Order = Order.Id,
        TenantOrderId = Order.TenantOrderId,
        Revision = Order.Revision,
        Version = Order.Version,
        Comment = "gift",
        OccurredAt = FullyPopulatedOrder.Noon,
        Provenance = new(new("user-1"), "Ann", "native", "fulfillmenttools", 1),
        Event = what,
        Facilities = [FullyPopulatedOrder.Facility],
        Before = Order,
        After = Order,
        JournalEvents = [new OrderEvent.Modified()],
    };

    private static string Golden(string file, byte[] body, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("EMEND_GOLDEN") is "write")
        {
            File.WriteAllText(path, Encoding.UTF8.GetString(body) + "\n");
        }

        return File.ReadAllText(path).TrimEnd('\n');
    }
}
