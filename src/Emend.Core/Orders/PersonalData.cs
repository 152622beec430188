using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>Personal data of an order. Erased as a whole at the end of the retention time.</summary>
public sealed record PersonalData
{
    /// <summary>No personal data.</summary>
    public static readonly PersonalData None = new();

    /// <summary>Erased personal data.</summary>
    public static readonly PersonalData Erased = new();

    /// <summary>Whether the personal data was erased.</summary>
    public bool IsErased => ReferenceEquals(this, Erased);

    /// <summary>No attributes.</summary>
    public static ImmutableSortedDictionary<string, JsonText> NoAttributes => EmptyAttributes.Value;

    /// <summary>The consumer with addresses.</summary>
    public Consumer Consumer { get; init; } = Consumer.Unknown;

    /// <summary>Custom attributes of the order.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = NoAttributes;

    /// <summary>Custom attributes by line; only lines that have attributes.</summary>
    public ImmutableDictionary<LineId, ImmutableSortedDictionary<string, JsonText>> LineAttributes { get; init; } =
        ImmutableDictionary<LineId, ImmutableSortedDictionary<string, JsonText>>.Empty;

    /// <summary>Additional request members, stored without interpretation.</summary>
    public JsonText? AdditionalData { get; init; }

    /// <summary>Returns the custom attributes of a line.</summary>
    public ImmutableSortedDictionary<string, JsonText> GetLineAttributes(LineId line) =>
        LineAttributes.GetValueOrDefault(line, NoAttributes);

    /// <summary>Whether both have equal values.</summary>
    internal bool HasSameValues(PersonalData other) =>
        ReferenceEquals(this, other)
        || (Consumer.HasSameValues(other.Consumer)
            && Attributes.SequenceEqual(other.Attributes)
            && AdditionalData == other.AdditionalData
            && LineAttributes.Count == other.LineAttributes.Count
            && LineAttributes.All(l => l.Value.SequenceEqual(other.GetLineAttributes(l.Key))));
}

/// <summary>The consumer of an order.</summary>
public sealed record Consumer
{
    /// <summary>No consumer data.</summary>
    public static readonly Consumer Unknown = new();

    /// <summary>Customer id of the shop.</summary>
    public string? ConsumerId { get; init; }

    /// <summary>Email address of the customer.</summary>
    public string? Email { get; init; }

    /// <summary>The facility, if a facility is the recipient.</summary>
    public string? FacilityRef { get; init; }

    /// <summary>The facility by tenant facility id, if a facility is the recipient.</summary>
    public string? TenantFacilityId { get; init; }

    /// <summary>Addresses in the specified order.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>Custom attributes of the customer.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>
    /// Delivery address: the parcel locker, else the postal address, else the first address without a kind; null if there is none.
    /// </summary>
    public Address? DeliveryAddress =>
        Addresses.FirstOrDefault(a => a.Kind is AddressKind.ParcelLocker)
        ?? Addresses.FirstOrDefault(a => a.Kind is AddressKind.Postal)
        ?? Addresses.FirstOrDefault(a => a.Kind is null);

    internal bool HasSameValues(Consumer other) =>
        (ConsumerId, Email, FacilityRef, TenantFacilityId) == (other.ConsumerId, other.Email, other.FacilityRef, other.TenantFacilityId)
        && Addresses.SequenceEqual(other.Addresses)
        && Attributes.SequenceEqual(other.Attributes);
}

/// <summary>A postal address with a name.</summary>
public sealed record Address
{
    /// <summary>Kind of the address; null if not specified.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>Street without house number.</summary>
    public required string Street { get; init; }

    /// <summary>House number.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>Postal code.</summary>
    public required string PostalCode { get; init; }

    /// <summary>City.</summary>
    public required string City { get; init; }

    /// <summary>Province or state.</summary>
    public string? Province { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public required string Country { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>Company.</summary>
    public string? CompanyName { get; init; }

    /// <summary>Coordinates; null if unknown.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>Other address members (salutation, title, phones, email, additional lines, attributes) as a JSON object.</summary>
    public JsonText? AdditionalData { get; init; }

    /// <summary>The part of the address that decisions may use.</summary>
    public PostalLocation PostalLocation => new(Country, PostalCode, Location);
}

/// <summary>Kind of an address.</summary>
public enum AddressKind
{
    /// <summary>Postal address.</summary>
    Postal,

    /// <summary>Parcel locker or pick-up point.</summary>
    ParcelLocker,

    /// <summary>Invoice address.</summary>
    Invoice,
}

// A separate type, because the static initializers of PersonalData and Consumer depend on each other.
file static class EmptyAttributes
{
    public static readonly ImmutableSortedDictionary<string, JsonText> Value =
        ImmutableSortedDictionary.Create<string, JsonText>(StringComparer.Ordinal);
}
