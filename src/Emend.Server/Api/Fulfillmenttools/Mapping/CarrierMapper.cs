using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Shipping;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to carriers and carrier connections. Members that routing does not read are stored unchanged.</summary>
internal static class CarrierMapper
{
    private static readonly JsonText Empty = new("{}");

    public static StoredCarrier ReadCarrier(JsonElement body, DateTimeOffset now) => new(
        Guid.CreateVersion7(now).ToString(),
        body.ReadText("key")!,
        body.ReadText("status") == "ACTIVE",
        body.ReadText("deliveryType") == "SAMEDAY",
        1,
        CanonicalJson.SelectMembers(body, name => name is not ("key" or "status" or "deliveryType")) ?? Empty,
        now,
        now);

    /// <summary>Creates a connection. The connection is active unless the status is INACTIVE.</summary>
    public static StoredCarrierConnection ReadConnection(
        FacilityId facility, StoredCarrier carrier, JsonElement body, DateTimeOffset now) =>
        new(
        facility,
        carrier,
        body.ReadText("status") != "INACTIVE",
        body.ReadMember("cutoffTime") is { } cutoff ? PickingTimesSchema.ToMinuteOfDay(cutoff) : null,
        1,
        CanonicalJson.SelectMembers(body, name => name is not ("version" or "status")) ?? Empty,
        now,
        now);
}
