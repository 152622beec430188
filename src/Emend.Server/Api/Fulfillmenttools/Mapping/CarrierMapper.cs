using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Carriers and their connections, theirs to ours. What routing does not read is kept as it came.</summary>
internal static class CarrierMapper
{
    private static readonly JsonText Empty = new("{}");

    public static StoredCarrier New(JsonElement body, DateTimeOffset now) => new(
        Guid.CreateVersion7(now).ToString(),
        body.Text("key")!,
        body.Text("status") == "ACTIVE",
        body.Text("deliveryType") == "SAMEDAY",
        1,
        CanonicalJson.Members(body, name => name is not ("key" or "status" or "deliveryType")) ?? Empty,
        now,
        now);

    /// <summary>A connection counts unless it says otherwise.</summary>
    public static StoredCarrierConnection Connect(FacilityId facility, StoredCarrier carrier, JsonElement body, DateTimeOffset now) => new(
        facility,
        carrier,
        body.Text("status") != "INACTIVE",
        body.Part("cutoffTime") is { } cutoff ? PickingTimesSchema.Minute(cutoff) : null,
        1,
        CanonicalJson.Members(body, name => name is not ("version" or "status")) ?? Empty,
        now,
        now);
}
