using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to new orders.</summary>
internal static class PlaceOrderMapper
{
    /// <summary>Members that Emend reads. All other members are stored unchanged for responses.</summary>
    private static readonly FrozenSet<string> KnownMembers = FrozenSet.Create(
        "orderDate", "orderLineItems", "consumer", "tenantOrderId", "status", "promisesOptions", "customAttributes", "customServices");

    /// <param name="body">A body that is valid against the creation schema.</param>
    /// <param name="facilities">Facility ids by tenant facility id.</param>
    public static NewOrder ReadOrder(JsonElement body, IReadOnlyDictionary<string, FacilityId> facilities) => new()
    {
        TenantOrderId = body.ReadText("tenantOrderId"),
        Api = FulfillmenttoolsApi.Name,
        IsLocked = FulfillmenttoolsStatusNames.ParseOrderStatus(body.ReadText("status")) is FulfillmenttoolsOrderStatus.Locked,
        IsPromised = FulfillmenttoolsStatusNames.ParseOrderStatus(body.ReadText("status")) is FulfillmenttoolsOrderStatus.Promised,
        PromisedUntil = body.ReadMember("promisesOptions")?.ReadTimestamp("validUntil")?.ToMicroseconds(),
        OrderDate = body.ReadTimestamp("orderDate")!.Value.ToMicroseconds(),
        Delivery = ReadDelivery(body.ReadMember("deliveryPreferences"), facilities),
        Lines = [.. body.ReadEntries("orderLineItems").Select(OrderLineMapper.ReadLine)],
        Services = [.. body.ReadEntries("customServices").Select(OrderLineMapper.ReadService)],
        Consumer = ConsumerMapper.ReadConsumer(body.GetProperty("consumer")),
        Attributes = CanonicalJson.ReadAttributes(body.ReadMember("customAttributes")),
        AdditionalData = CanonicalJson.SelectMembers(body, name => !KnownMembers.Contains(name)),
    };

    /// <summary>Returns the tenant facility ids of the body, for collection and supply.</summary>
    public static IEnumerable<string> GetTenantFacilityIds(JsonElement body) =>
        GetFacilityReferences(
            body.ReadMember("deliveryPreferences")).Where(c => !c.HasMember("facilityRef")).Select(c => c.ReadText("tenantFacilityId")!);

    private static IEnumerable<JsonElement> GetFacilityReferences(JsonElement? delivery) => delivery is { } given
        ? given.ReadEntries("collect").Concat(given.ReadMember("shipping")?.ReadEntries("preselectedFacilities") ?? [])
        : [];

    private static Delivery ReadDelivery(JsonElement? given, IReadOnlyDictionary<string, FacilityId> facilities)
    {
        if (given is not { } delivery)
        {
            return new();
        }

        if (delivery.ReadEntries("collect").Select(c => (JsonElement?)c).FirstOrDefault() is { } collect)
        {
            return new()
            {
                Kind = DeliveryKind.Collect,
                CollectAt = ResolveFacility(collect, facilities),
                PreferredTime = collect.ReadTimestamp("provisioningTime")?.ToMicroseconds(),
            };
        }

        var shipping = delivery.ReadMember("shipping");
        return new()
        {
            PreferredTime = shipping?.ReadTimestamp("desiredDeliveryTime")?.ToMicroseconds(),
            ShippingPreferences = shipping is { } wished ? ReadShippingPreferences(wished) : null,
            Preselected = [.. (
                shipping?.ReadEntries("preselectedFacilities") ?? []).Select(c => ResolveFacility(c, facilities)).Distinct()],
        };
    }

    private static ShippingPreferences? ReadShippingPreferences(JsonElement shipping)
    {
        var carriers = shipping.ReadEntries("preferredCarriers").Select(c => c.GetString()!)
            .Concat(shipping.ReadEntries("preferredCarriersWithProduct").Select(c => c.ReadText("carrierKey")!))
            .Distinct(StringComparer.Ordinal).ToImmutableArray();
        var sameDay = shipping.ReadText("serviceLevel") == "SAMEDAY";
        return sameDay || !carriers.IsEmpty ? new(sameDay, carriers) : null;
    }

    // An unknown facility stays as a URN. The rule about known facilities rejects it.
    private static FacilityId ResolveFacility(JsonElement choice, IReadOnlyDictionary<string, FacilityId> facilities) =>
        choice.ReadText("facilityRef") is { } id ? new(id)
        : facilities.GetValueOrDefault(choice.ReadText("tenantFacilityId")!, new(FacilityUrn.Create(choice.ReadText("tenantFacilityId")!)));
}
