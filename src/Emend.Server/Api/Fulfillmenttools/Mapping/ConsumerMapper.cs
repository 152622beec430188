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

    /// <summary>
    /// Maps a consumer change. Present members (also null) are set, absent members stay unchanged, also those of each listed address. A
    /// null or empty list removes all addresses.
    /// </summary>
    public static SetConsumer ReadChange(JsonElement consumer) => new()
    {
        ConsumerId = ReadText(consumer, "consumerId"),
        Email = ReadText(consumer, "email"),
        FacilityRef = ReadText(consumer, "facilityRef"),
        TenantFacilityId = ReadText(consumer, "tenantFacilityId"),
        Addresses = consumer.HasMember("addresses") && !consumer.ReadEntries("addresses").Any()
            ? ImmutableArray<Address>.Empty
            : default(Optional<ImmutableArray<Address>>),
        AddressChanges = [.. ReadAddressChanges(consumer)],
        Attributes = consumer.HasMember("customAttributes")
            ? CanonicalJson.ReadAttributes(consumer.ReadMember("customAttributes"))
            : default(Optional<ImmutableSortedDictionary<string, JsonText>>),
    };

    /// <summary>Maps the order actions that change addresses; null for other actions.</summary>
    public static SetConsumer? ReadAddressAction(JsonElement action) => action.ReadText("name") switch
    {
        "CHANGE_CONSUMER_ADDRESS" => new()
        {
            AddressChanges = [ReadAddressChange(action.GetProperty("consumerAddress"), ReadKind(action)!.Value) with { SetsKind = true }],
        },
        "REPLACE_CONSUMER_ADDRESSES" => new()
        {
            Addresses = ImmutableArray.CreateRange(action.ReadEntries("consumerAddresses").Select(ReadAddress)),
        },
        _ => null,
    };

    private static Optional<string?> ReadText(JsonElement consumer, string name) => new(consumer.HasMember(name), consumer.ReadText(name));

    private static ImmutableArray<Address> ReadAddresses(JsonElement consumer) =>
        [.. consumer.ReadEntries("addresses").Select(ReadAddress)];

    // The first entry of a type is the first address of the type, and so on. An entry without a type is a postal address.
    private static IEnumerable<AddressChange> ReadAddressChanges(JsonElement consumer)
    {
        var positions = new Dictionary<AddressKind, int>();
        foreach (var address in consumer.ReadEntries("addresses"))
        {
            var given = ReadKind(address);
            var kind = given ?? AddressKind.Postal;
            positions[kind] = positions.GetValueOrDefault(kind, -1) + 1;
            yield return ReadAddressChange(address, kind) with { Position = positions[kind], SetsKind = given is not null };
        }
    }

    private static AddressChange ReadAddressChange(JsonElement address, AddressKind kind) => new()
    {
        Kind = kind,
        Texts = address.ReadTexts(AddressChange.TextMembers),
        Location = new(address.HasMember("coordinates"), ReadPoint(address.ReadMember("coordinates"))),
        AdditionalData = CanonicalJson.ReadAttributeChanges(address, AdditionalMembers.Contains),
    };

    private static AddressKind? ReadKind(JsonElement address) => address.ReadText("addressType") switch
    {
        "POSTAL_ADDRESS" => AddressKind.Postal,
        "PARCEL_LOCKER" => AddressKind.ParcelLocker,
        "INVOICE_ADDRESS" => AddressKind.Invoice,
        _ => null,
    };

    private static Address ReadAddress(JsonElement address) => new()
    {
        Kind = ReadKind(address),
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
