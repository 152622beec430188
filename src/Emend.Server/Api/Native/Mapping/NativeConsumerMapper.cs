using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>Reads the consumer of an order.</summary>
internal static class NativeConsumerMapper
{
    private static readonly FrozenDictionary<string, AddressKind> Kinds = new Dictionary<string, AddressKind>
    {
        [NativeOrderRequestSchemas.Postal] = AddressKind.Postal,
        [NativeOrderRequestSchemas.ParcelLocker] = AddressKind.ParcelLocker,
        [NativeOrderRequestSchemas.Invoice] = AddressKind.Invoice,
    }.ToFrozenDictionary();

    public static Consumer Read(JsonElement? consumer) => consumer is not { } given ? Consumer.Unknown : new()
    {
        ConsumerId = given.ReadText("id"),
        Email = given.ReadText("email"),
        Addresses = ReadAddresses(given),
        Attributes = CanonicalJson.ReadAttributes(given.ReadMember("attributes")),
    };

    /// <summary>Members that are present replace the current values, also with null. Omitted members stay unchanged.</summary>
    public static SetConsumer ReadChange(JsonElement change) => new()
    {
        ConsumerId = new(change.HasMember("id"), change.ReadText("id")),
        Email = new(change.HasMember("email"), change.ReadText("email")),
        Addresses = change.HasMember("addresses") ? ReadAddresses(change) : default(Optional<ImmutableArray<Address>>),
        Attributes = change.HasMember("attributes")
            ? CanonicalJson.ReadAttributes(change.ReadMember("attributes"))
            : default(Optional<ImmutableSortedDictionary<string, JsonText>>),
    };

    /// <summary>Members that are present replace the values of one address, also with null. Omitted members stay unchanged.</summary>
    public static SetConsumer ReadAddressChange(JsonElement change) => new()
    {
        AddressChanges =
        [
            new()
            {
                Kind = change.ReadText("kind") is { } kind ? Kinds[kind] : null,
                Position = (int)(change.ReadInteger("position") ?? 0),
                Texts = change.ReadTexts(AddressChange.TextMembers),
                Location = new(change.HasMember("location"), ReadLocation(change)),
                AdditionalData = CanonicalJson.ReadAttributeChanges(change.ReadMember("additionalData")),
            },
        ],
    };

    /// <summary>The values that a change of an address sets.</summary>
    public static IEnumerable<string> GetAddressTargets(JsonElement change)
    {
        var address = change.ReadText("kind") is { } kind ? $"{kind} address {change.ReadInteger("position") ?? 0}" : "delivery address";
        return change.EnumerateObject()
            .Where(m => m.Name is not ("type" or "kind" or "position")).Select(m => $"{m.Name} of the {address}");
    }

    private static ImmutableArray<Address> ReadAddresses(JsonElement consumer) =>
        [.. consumer.ReadEntries("addresses").Select(ReadAddress)];

    private static Address ReadAddress(JsonElement address) => new()
    {
        Kind = address.ReadText("kind") is { } kind ? Kinds[kind] : null,
        FirstName = address.ReadText("firstName"),
        LastName = address.ReadText("lastName"),
        CompanyName = address.ReadText("companyName"),
        Street = address.ReadText("street")!,
        HouseNumber = address.ReadText("houseNumber"),
        PostalCode = address.ReadText("postalCode")!,
        City = address.ReadText("city")!,
        Province = address.ReadText("province"),
        Country = address.ReadText("country")!,
        Location = ReadLocation(address),
        AdditionalData = address.ReadMember("additionalData") is { } data ? CanonicalJson.From(data) : null,
    };

    private static GeoPoint? ReadLocation(JsonElement address) => address.ReadMember("location") is { } at
        ? new((double)at.ReadDecimal("latitude")!, (double)at.ReadDecimal("longitude")!)
        : null;
}
