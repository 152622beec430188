using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>What of an order speaks of persons: erased as a whole when its time has come.</summary>
public sealed record PersonalData
{
    /// <summary>Nothing known.</summary>
    public static readonly PersonalData None = new();

    /// <summary>There was something, and it was erased.</summary>
    public static readonly PersonalData Erased = new();

    /// <summary>Whether it was erased.</summary>
    public bool IsErased => ReferenceEquals(this, Erased);

    /// <summary>No attributes.</summary>
    public static ImmutableSortedDictionary<string, JsonText> NoAttributes => EmptyAttributes.Said;

    /// <summary>Who ordered, and where it goes.</summary>
    public Consumer Consumer { get; init; } = Consumer.Unknown;

    /// <summary>Free attributes of the order.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = NoAttributes;

    /// <summary>Free attributes of the lines that have some.</summary>
    public ImmutableDictionary<LineId, ImmutableSortedDictionary<string, JsonText>> LineAttributes { get; init; } =
        ImmutableDictionary<LineId, ImmutableSortedDictionary<string, JsonText>>.Empty;

    /// <summary>Members of the face it was placed through that Emend keeps without reading them.</summary>
    public JsonText? AdditionalData { get; init; }

    /// <summary>The attributes of a line.</summary>
    public ImmutableSortedDictionary<string, JsonText> AttributesOf(LineId line) => LineAttributes.GetValueOrDefault(line, NoAttributes);

    /// <summary>Whether both hold the same, value by value.</summary>
    internal bool HasSameValues(PersonalData other) =>
        ReferenceEquals(this, other)
        || (Consumer.SaysTheSameAs(other.Consumer)
            && Attributes.SequenceEqual(other.Attributes)
            && AdditionalData == other.AdditionalData
            && LineAttributes.Count == other.LineAttributes.Count
            && LineAttributes.All(l => l.Value.SequenceEqual(other.AttributesOf(l.Key))));
}

/// <summary>Who ordered.</summary>
public sealed record Consumer
{
    /// <summary>Nobody told.</summary>
    public static readonly Consumer Unknown = new();

    /// <summary>The shop's id of the customer.</summary>
    public string? ConsumerId { get; init; }

    /// <summary>The customer's mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The facility, where the recipient is one.</summary>
    public string? FacilityRef { get; init; }

    /// <summary>The facility by the tenant's own id, where the recipient is one.</summary>
    public string? TenantFacilityId { get; init; }

    /// <summary>Addresses in the order given.</summary>
    public ImmutableArray<Address> Addresses { get; init; } = [];

    /// <summary>Free attributes of the customer.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>
    /// Where goods go: the parcel locker, else the postal address, else the first that is not for invoices only; null where there is none.
    /// </summary>
    public Address? DeliveryAddress =>
        Addresses.FirstOrDefault(a => a.Kind is AddressKind.ParcelLocker)
        ?? Addresses.FirstOrDefault(a => a.Kind is AddressKind.Postal)
        ?? Addresses.FirstOrDefault(a => a.Kind is null);

    internal bool SaysTheSameAs(Consumer other) =>
        (ConsumerId, Email, FacilityRef, TenantFacilityId) == (other.ConsumerId, other.Email, other.FacilityRef, other.TenantFacilityId)
        && Addresses.SequenceEqual(other.Addresses)
        && Attributes.SequenceEqual(other.Attributes);
}

/// <summary>A name and a place.</summary>
public sealed record Address
{
    /// <summary>What it is for; null where nobody told.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>Street without number.</summary>
    public required string Street { get; init; }

    /// <summary>Number in the street.</summary>
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

    /// <summary>Where on the globe; null where nobody told.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>Everything else of the address (salutation, title, phones, mail, additional lines, attributes) as a JSON object.</summary>
    public JsonText? AdditionalData { get; init; }

    /// <summary>The part of it a decision may know.</summary>
    public PostalLocation PostalLocation => new(Country, PostalCode, Location);
}

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    /// <summary>Where people live or work.</summary>
    Postal,

    /// <summary>A parcel locker or pick-up point.</summary>
    ParcelLocker,

    /// <summary>Where invoices go.</summary>
    Invoice,
}

// In a type of its own: the constants of Personal and Consumer need it while they need each other.
file static class EmptyAttributes
{
    public static readonly ImmutableSortedDictionary<string, JsonText> Said =
        ImmutableSortedDictionary.Create<string, JsonText>(StringComparer.Ordinal);
}
