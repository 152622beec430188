using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to consumers.</summary>
internal static class ConsumerMapper
{
    private static readonly FrozenSet<string> AdditionalMembers =
        FrozenSet.Create("salutation", "personalTitle", "additionalAddressInfo", "phoneNumbers", "email", "customAttributes");

    public static Consumer ReadConsumer(JsonElement consumer) => new()
    {
        ConsumerId = consumer.ReadText("consumerId"),
        Email = consumer.ReadText("email"),
        FacilityRef = consumer.ReadText("facilityRef"),
        TenantFacilityId = consumer.ReadText("tenantFacilityId"),
        Addresses = ReadAddresses(consumer),
        Attributes = CanonicalJson.ReadAttributes(consumer.ReadMember("customAttributes")),
    };

    /// <summary>Maps a consumer change. Present members (also null) are set, absent members stay unchanged.</summary>
    public static SetConsumer ReadChange(JsonElement consumer) => new()
    {
        ConsumerId = ReadText(consumer, "consumerId"),
        Email = ReadText(consumer, "email"),
        FacilityRef = ReadText(consumer, "facilityRef"),
        TenantFacilityId = ReadText(consumer, "tenantFacilityId"),
        Addresses = consumer.HasMember("addresses") ? ReadAddresses(consumer) : default(Optional<ImmutableArray<Address>>),
        Attributes = consumer.HasMember("customAttributes")
            ? CanonicalJson.ReadAttributes(consumer.ReadMember("customAttributes"))
            : default(Optional<ImmutableSortedDictionary<string, JsonText>>),
    };

    private static Optional<string?> ReadText(JsonElement consumer, string name) => new(consumer.HasMember(name), consumer.ReadText(name));

    private static ImmutableArray<Address> ReadAddresses(JsonElement consumer) =>
        [.. consumer.ReadEntries("addresses").Select(ReadAddress)];

    private static Address ReadAddress(JsonElement address) => new()
    {
        Kind = address.ReadText("addressType") switch
        {
            "POSTAL_ADDRESS" => AddressKind.Postal,
            "PARCEL_LOCKER" => AddressKind.ParcelLocker,
            "INVOICE_ADDRESS" => AddressKind.Invoice,
            _ => null,
        },
        Street = address.ReadText("street")!,
        HouseNumber = address.ReadText("houseNumber"),
        PostalCode = address.ReadText("postalCode")!,
        City = address.ReadText("city")!,
        Province = address.ReadText("province"),
        Country = address.ReadText("country")!,
        FirstName = address.ReadText("firstName"),
        LastName = address.ReadText("lastName"),
        CompanyName = address.ReadText("companyName"),
        Location = ReadPoint(address.ReadMember("coordinates")),
        AdditionalData = CanonicalJson.SelectMembers(address, AdditionalMembers.Contains),
    };

    public static GeoPoint? ReadPoint(JsonElement? coordinates) => coordinates is { } point
        ? new((double)point.ReadDecimal("lat")!, (double)point.ReadDecimal("lon")!)
        : null;
}
