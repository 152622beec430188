using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>An order as it is placed, theirs to ours.</summary>
internal static class PlaceOrderMapper
{
    /// <summary>The members Emend reads; all others are kept as they came and given back.</summary>
    private static readonly FrozenSet<string> Read = FrozenSet.Create(
        "orderDate", "orderLineItems", "consumer", "tenantOrderId", "status", "promisesOptions", "customAttributes", "customServices");

    /// <param name="body">Checked against the shape of creation.</param>
    /// <param name="facilities">The facilities that the body names by the tenant's own ids.</param>
    public static NewOrder Draft(JsonElement body, IReadOnlyDictionary<string, FacilityId> facilities) => new()
    {
        TenantOrderId = body.Text("tenantOrderId"),
        Api = FulfillmenttoolsApi.Name,
        Status = FulfillmenttoolsStatusNames.OrderStatusOf(body.Text("status")) ?? OrderStatus.Open,
        PromisedUntil = body.Part("promisesOptions")?.Moment("validUntil")?.ToMicroseconds(),
        OrderDate = body.Moment("orderDate")!.Value.ToMicroseconds(),
        Delivery = Delivery(body.Part("deliveryPreferences"), facilities),
        Lines = [.. body.Entries("orderLineItems").Select(OrderLineMapper.Draft)],
        Services = [.. body.Entries("customServices").Select(OrderLineMapper.Service)],
        Consumer = ConsumerMapper.Read(body.GetProperty("consumer")),
        Attributes = CanonicalJson.Attributes(body.Part("customAttributes")),
        Extras = CanonicalJson.Members(body, name => !Read.Contains(name)),
    };

    /// <summary>The tenant's own ids of facilities that the body names for collecting or supplying.</summary>
    public static IEnumerable<string> FacilitiesNamed(JsonElement body) =>
        Choices(body.Part("deliveryPreferences")).Where(c => !c.Has("facilityRef")).Select(c => c.Text("tenantFacilityId")!);

    private static IEnumerable<JsonElement> Choices(JsonElement? delivery) => delivery is { } given
        ? given.Entries("collect").Concat(given.Part("shipping")?.Entries("preselectedFacilities") ?? [])
        : [];

    private static Delivery Delivery(JsonElement? given, IReadOnlyDictionary<string, FacilityId> facilities)
    {
        if (given is not { } delivery) return new();
        if (delivery.Entries("collect").Select(c => (JsonElement?)c).FirstOrDefault() is { } collect)
        {
            return new()
            {
                Kind = DeliveryKind.Collect,
                CollectAt = Facility(collect, facilities),
                PreferredTime = collect.Moment("provisioningTime")?.ToMicroseconds(),
            };
        }

        var shipping = delivery.Part("shipping");
        return new()
        {
            PreferredTime = shipping?.Moment("desiredDeliveryTime")?.ToMicroseconds(),
            ShippingPreferences = shipping is { } wished ? Wish(wished) : null,
            Preselected = [.. (shipping?.Entries("preselectedFacilities") ?? []).Select(c => Facility(c, facilities)).Distinct()],
        };
    }

    private static ShippingPreferences? Wish(JsonElement shipping)
    {
        var carriers = shipping.Entries("preferredCarriers").Select(c => c.GetString()!)
            .Concat(shipping.Entries("preferredCarriersWithProduct").Select(c => c.Text("carrierKey")!))
            .Distinct(StringComparer.Ordinal).ToImmutableArray();
        var sameDay = shipping.Text("serviceLevel") == "SAMEDAY";
        return sameDay || !carriers.IsEmpty ? new(sameDay, carriers) : null;
    }

    // What the tenant does not know stays as named: the row about known facilities refuses it.
    private static FacilityId Facility(JsonElement choice, IReadOnlyDictionary<string, FacilityId> facilities) =>
        choice.Text("facilityRef") is { } id ? new(id)
        : facilities.GetValueOrDefault(choice.Text("tenantFacilityId")!, new(FacilityUrn.Of(choice.Text("tenantFacilityId")!)));
}
