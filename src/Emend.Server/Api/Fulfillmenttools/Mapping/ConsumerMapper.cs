using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>The customer, theirs to ours.</summary>
internal static class ConsumerMapper
{
    private static readonly FrozenSet<string> More =
        FrozenSet.Create("salutation", "personalTitle", "additionalAddressInfo", "phoneNumbers", "email", "customAttributes");

    public static Consumer Read(JsonElement consumer) => new()
    {
        ConsumerId = consumer.Text("consumerId"),
        Email = consumer.Text("email"),
        FacilityRef = consumer.Text("facilityRef"),
        TenantFacilityId = consumer.Text("tenantFacilityId"),
        Addresses = Addresses(consumer),
        Attributes = CanonicalJson.Attributes(consumer.Part("customAttributes")),
    };

    /// <summary>What of the customer shall change: members given, null among them; those left out stay.</summary>
    public static SetConsumer Change(JsonElement consumer) => new()
    {
        ConsumerId = Text(consumer, "consumerId"),
        Email = Text(consumer, "email"),
        FacilityRef = Text(consumer, "facilityRef"),
        TenantFacilityId = Text(consumer, "tenantFacilityId"),
        Addresses = consumer.Has("addresses") ? Addresses(consumer) : default(Optional<ImmutableArray<Address>>),
        Attributes = consumer.Has("customAttributes")
            ? CanonicalJson.Attributes(consumer.Part("customAttributes"))
            : default(Optional<ImmutableSortedDictionary<string, JsonText>>),
    };

    private static Optional<string?> Text(JsonElement consumer, string name) => new(consumer.Has(name), consumer.Text(name));

    private static ImmutableArray<Address> Addresses(JsonElement consumer) => [.. consumer.Entries("addresses").Select(Address)];

    private static Address Address(JsonElement address) => new()
    {
        Kind = address.Text("addressType") switch
        {
            "POSTAL_ADDRESS" => AddressKind.Postal,
            "PARCEL_LOCKER" => AddressKind.ParcelLocker,
            "INVOICE_ADDRESS" => AddressKind.Invoice,
            _ => null,
        },
        Street = address.Text("street")!,
        HouseNumber = address.Text("houseNumber"),
        PostalCode = address.Text("postalCode")!,
        City = address.Text("city")!,
        Province = address.Text("province"),
        Country = address.Text("country")!,
        FirstName = address.Text("firstName"),
        LastName = address.Text("lastName"),
        CompanyName = address.Text("companyName"),
        Location = Point(address.Part("coordinates")),
        AdditionalData = CanonicalJson.Members(address, More.Contains),
    };

    public static GeoPoint? Point(JsonElement? coordinates) => coordinates is { } point
        ? new((double)point.Decimal("lat")!, (double)point.Decimal("lon")!)
        : null;
}
