using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Converts a validated request body to a new order.</summary>
internal static class NativePlaceOrderMapper
{
    /// <param name="body">The request body, validated against the schema.</param>
    /// <param name="now">The order date if the body has none.</param>
    public static NewOrder ReadOrder(JsonElement body, DateTimeOffset now) => new()
    {
        TenantOrderId = body.ReadText("tenantOrderId"),
        Api = NativeApi.Name,
        IsLocked = ReadStatus(body) is NativeOrderStatus.Locked,
        IsPromised = ReadStatus(body) is NativeOrderStatus.Promised,
        PromisedUntil = body.ReadTimestamp("promisedUntil")?.ToMicroseconds(),
        OrderDate = (body.ReadTimestamp("orderedAt") ?? now).ToMicroseconds(),
        Delivery = NativeDeliveryMapper.Read(body.ReadMember("delivery")),
        Lines = [.. body.ReadEntries("lines").Select(ReadLine)],
        Services = [.. body.ReadEntries("services").Select(ReadService)],
        Consumer = NativeConsumerMapper.Read(body.ReadMember("consumer")),
        Attributes = CanonicalJson.ReadAttributes(body.ReadMember("attributes")),
    };

    public static NewOrderLine ReadLine(JsonElement line) => new(
        new(line.ReadText("article")!),
        new(line.ReadText("title") ?? line.ReadText("article")!, null),
        ReadQuantity(line),
        CanonicalJson.ReadAttributes(line.ReadMember("attributes")),
        null);

    public static Quantity ReadQuantity(JsonElement value) => Quantity.From(value.ReadDecimal("quantity")!.Value)!.Value;

    private static NativeOrderStatus? ReadStatus(JsonElement body) =>
        body.ReadText("status") is { } status ? EnumWireNames.Find<NativeOrderStatus>(status) : null;

    private static CustomService ReadService(JsonElement service) => new(
        service.ReadBoolean("bundled") ?? false,
        [.. service.ReadEntries("articles").Select(a => new ServicedArticle(new(a.ReadText("article")!), ReadQuantity(a)))],
        [.. service.ReadEntries("services").Select(ReadService)],
        service.ReadMember("definition") is { } definition ? CanonicalJson.From(definition) : new JsonText("{}"));
}
