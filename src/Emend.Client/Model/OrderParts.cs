using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>The consumer of an order.</summary>
public sealed record Consumer
{
    /// <summary>The shop's customer id.</summary>
    public string? Id { get; init; }

    /// <summary>The email address.</summary>
    public string? Email { get; init; }

    /// <summary>The delivery and invoice addresses.</summary>
    public IReadOnlyList<Address> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>The custom attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>An address.</summary>
public sealed record Address
{
    /// <summary>The purpose. Goods are delivered to the parcel locker if there is one, otherwise to the postal address.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The company name.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The street.</summary>
    public required string Street { get; init; }

    /// <summary>The house number.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>The postal code.</summary>
    public required string PostalCode { get; init; }

    /// <summary>The city.</summary>
    public required string City { get; init; }

    /// <summary>The province or state.</summary>
    public string? Province { get; init; }

    /// <summary>The ISO 3166-1 alpha-2 country code.</summary>
    public required string Country { get; init; }

    /// <summary>The geographic coordinates.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>Additional address data. Emend stores it unchanged.</summary>
    public JsonObject? AdditionalData { get; init; }
}

/// <summary>The delivery of an order.</summary>
public sealed record OrderDelivery
{
    /// <summary>Shipping or collection.</summary>
    public DeliveryKind Kind { get; init; }

    /// <summary>The id of the facility where the customer collects the order.</summary>
    public string? CollectAt { get; init; }

    /// <summary>The preferred delivery time.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>How fast a shipped order must arrive; null for the standard level.</summary>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>The carriers that may ship the order, by id or key; null for any carrier.</summary>
    public IReadOnlyList<string>? Carriers { get; init; }

    /// <summary>The facilities that may supply the order; null for all facilities.</summary>
    public IReadOnlyList<string>? Preselected { get; init; }
}

/// <summary>Geographic coordinates.</summary>
/// <param name="Latitude">The latitude in degrees north.</param>
/// <param name="Longitude">The longitude in degrees east.</param>
public sealed record GeoPoint(decimal Latitude, decimal Longitude);

/// <summary>An amount of money.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">The ISO 4217 currency code.</param>
public sealed record Money(decimal Amount, string Currency);

/// <summary>An article of a custom service.</summary>
/// <param name="Article">The article id.</param>
/// <param name="Quantity">The quantity.</param>
public sealed record ServicedArticle(string Article, decimal Quantity);
