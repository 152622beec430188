using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Mapping;

/// <summary>Carriers and their connections, theirs to ours. What routing does not read is kept as it came.</summary>
internal static class Carriers
{
    private static readonly JsonText Empty = new("{}");

    public static KeptCarrier New(JsonElement body, DateTimeOffset now) => new(
        Guid.CreateVersion7(now).ToString(),
        body.Text("key")!,
        body.Text("status") == "ACTIVE",
        body.Text("deliveryType") == "SAMEDAY",
        1,
        CanonicalJson.Members(body, name => name is not ("key" or "status" or "deliveryType")) ?? Empty,
        now,
        now);

    /// <summary>A connection counts unless it says otherwise.</summary>
    public static KeptConnection Connect(FacilityId facility, KeptCarrier carrier, JsonElement body, DateTimeOffset now) => new(
        facility,
        carrier,
        body.Text("status") != "INACTIVE",
        body.Part("cutoffTime") is { } cutoff ? PickingTimesShape.Minute(cutoff) : null,
        1,
        CanonicalJson.Members(body, name => name is not ("version" or "status")) ?? Empty,
        now,
        now);
}
