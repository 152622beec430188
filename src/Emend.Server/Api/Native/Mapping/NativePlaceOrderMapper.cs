using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>An order as it is placed.</summary>
internal static class NativePlaceOrderMapper
{
    /// <param name="body">Checked against the shape of creation.</param>
    /// <param name="now">When it was ordered, where the body does not say.</param>
    public static NewOrder Draft(JsonElement body, DateTimeOffset now) => new()
    {
        TenantOrderId = body.Text("tenantOrderId"),
        Api = NativeApi.Name,
        Status = body.Text("status") is { } status ? EnumWireNames.Find<OrderStatus>(status)!.Value : OrderStatus.Open,
        PromisedUntil = body.Moment("promisedUntil")?.ToMicroseconds(),
        OrderDate = (body.Moment("orderedAt") ?? now).ToMicroseconds(),
        Delivery = Delivery(body.Part("delivery")),
        Lines = [.. body.Entries("lines").Select(Line)],
        Services = [.. body.Entries("services").Select(Service)],
        Consumer = NativeConsumerMapper.Read(body.Part("consumer")),
        Attributes = CanonicalJson.Attributes(body.Part("attributes")),
    };

    public static NewOrderLine Line(JsonElement line) => new(
        new(line.Text("article")!),
        new(line.Text("title") ?? line.Text("article")!, null),
        Amount(line),
        CanonicalJson.Attributes(line.Part("attributes")),
        null);

    public static Quantity Amount(JsonElement value) => Quantity.From(value.Decimal("quantity")!.Value)!.Value;

    private static Delivery Delivery(JsonElement? given) => given is not { } delivery ? new() : new()
    {
        Kind = delivery.Text("kind") == NativeOrderRequestSchemas.Collect ? DeliveryKind.Collect : DeliveryKind.Shipping,
        CollectAt = delivery.Text("collectAt") is { } facility ? new FacilityId(facility) : null,
        PreferredTime = delivery.Moment("preferredTime")?.ToMicroseconds(),
        Preselected = [.. delivery.Entries("preselected").Select(f => new FacilityId(f.GetString()!)).Distinct()],
    };

    private static CustomService Service(JsonElement service) => new(
        service.Flag("bundled") ?? false,
        [.. service.Entries("articles").Select(a => new ServicedArticle(new(a.Text("article")!), Amount(a)))],
        [.. service.Entries("services").Select(Service)],
        service.Part("definition") is { } definition ? CanonicalJson.Of(definition) : new JsonText("{}"));
}
