using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>The customer, from the wire and to it.</summary>
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
        ConsumerId = given.Text("id"),
        Email = given.Text("email"),
        Addresses = Addresses(given),
        Attributes = CanonicalJson.Attributes(given.Part("attributes")),
    };

    /// <summary>Members given replace, null among them; those left out stay.</summary>
    public static SetConsumer Change(JsonElement change) => new()
    {
        ConsumerId = new(change.Has("id"), change.Text("id")),
        Email = new(change.Has("email"), change.Text("email")),
        Addresses = change.Has("addresses") ? Addresses(change) : default(Optional<ImmutableArray<Address>>),
        Attributes = change.Has("attributes")
            ? CanonicalJson.Attributes(change.Part("attributes"))
            : default(Optional<ImmutableSortedDictionary<string, JsonText>>),
    };

    public static void Write(Utf8JsonWriter json, Consumer consumer)
    {
        json.Text("id", consumer.ConsumerId);
        json.Text("email", consumer.Email);
        if (!consumer.Addresses.IsEmpty) json.Objects("addresses", consumer.Addresses, Write);
        json.Attributes("attributes", consumer.Attributes);
    }

    private static ImmutableArray<Address> Addresses(JsonElement consumer) => [.. consumer.Entries("addresses").Select(Address)];

    private static Address Address(JsonElement address) => new()
    {
        Kind = address.Text("kind") is { } kind ? Kinds[kind] : null,
        FirstName = address.Text("firstName"),
        LastName = address.Text("lastName"),
        CompanyName = address.Text("companyName"),
        Street = address.Text("street")!,
        HouseNumber = address.Text("houseNumber"),
        PostalCode = address.Text("postalCode")!,
        City = address.Text("city")!,
        Province = address.Text("province"),
        Country = address.Text("country")!,
        Location = address.Part("location") is { } at ? new((double)at.Decimal("latitude")!, (double)at.Decimal("longitude")!) : null,
        AdditionalData = address.Part("more") is { } more ? CanonicalJson.Of(more) : null,
    };

    private static void Write(Utf8JsonWriter json, Address address)
    {
        json.Text("kind", Kinds.Where(k => k.Value == address.Kind).Select(k => k.Key).FirstOrDefault());
        json.Text("firstName", address.FirstName);
        json.Text("lastName", address.LastName);
        json.Text("companyName", address.CompanyName);
        json.WriteString("street", address.Street);
        json.Text("houseNumber", address.HouseNumber);
        json.WriteString("postalCode", address.PostalCode);
        json.WriteString("city", address.City);
        json.Text("province", address.Province);
        json.WriteString("country", address.Country);
        if (address.Location is { } at)
        {
            json.WriteStartObject("location");
            json.WriteNumber("latitude", at.Latitude);
            json.WriteNumber("longitude", at.Longitude);
            json.WriteEndObject();
        }

        json.Kept("more", address.AdditionalData);
    }
}
