using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Api.Native.Views;
using Emend.Server.Common;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>
/// Orders of the native API, byte for byte. The golden files show each change of a response. They were written before views replaced the
/// hand-written writer.
/// </summary>
public sealed class OrderViewTests
{
    private static readonly Order Order = FullyPopulatedOrder.Order with
    {
        HandoverJobs = [FullyPopulatedFulfillment.Handover],
        Shipments = [FullyPopulatedFulfillment.Shipment],
    };

    private static readonly Dictionary<string, Order> Orders = new()
    {
        ["full"] = Order with
        {
            PickJobs = [FullyPopulatedOrder.Job, FullyPopulatedFulfillment.SplitPickJob],
            Plans = [FullyPopulatedOrder.Plan, FullyPopulatedOrder.UnroutablePlan],
            Shipments =
            [
                FullyPopulatedFulfillment.Shipment, FullyPopulatedFulfillment.TrackedShipment, FullyPopulatedFulfillment.SplitShipment,
                FullyPopulatedFulfillment.ShipmentWithTargetTime,
            ],
            Delivery = FullyPopulatedOrder.DeliveryWithPreferences,
        },
        ["collected"] = Order with
        {
            TenantOrderId = null,
            Lines = [FullyPopulatedOrder.Line with { Quantity = Quantity.From(1.25m)!.Value, UnitPrice = null }],
            Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = FullyPopulatedOrder.Facility },
            Services = [],
        },
        ["canceled"] = WithFacilities(FullyPopulatedFulfillment.CanceledOrder),
        ["promised"] = WithFacilities(FullyPopulatedFulfillment.PromisedOrder),
        ["refused"] = WithFacilities(FullyPopulatedFulfillment.OrderWithRefusedUnits),
        ["erased"] = OrderAnonymizer.Anonymize(Order) with { PersonalData = PersonalData.Erased },
    };

    public static TheoryData<string> Names => [.. Orders.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task An_order_equals_the_golden_file(string name)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(buffer, CanonicalJson.Options))
        {
            json.WriteView(new NativeOrderView(Orders[name]));
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
        var path = Golden($"order-{name}.json");
        if (Environment.GetEnvironmentVariable("EMEND_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(path, text);
        }

        Assert.Equal(await File.ReadAllTextAsync(path), text);
        Assert.Empty(OpenApiConformance.Check(NativeViews.Schema<NativeOrderView>(), text));
    }

    // Handover jobs and shipments that were stored by the first version have no facility of their own.
    private static Order WithFacilities(Order order) => order with { HandoverJobs = Order.HandoverJobs, Shipments = Order.Shipments };

    private static string Golden(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
}
