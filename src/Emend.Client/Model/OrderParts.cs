using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>Who ordered.</summary>
public sealed record Consumer
{
    /// <summary>The shop's id of the customer.</summary>
    public string? Id { get; init; }

    /// <summary>Their address of e-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Where it goes, and where the invoice goes.</summary>
    public IReadOnlyList<Address> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>Free attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>An address.</summary>
public sealed record Address
{
    /// <summary>What it is for; goods go to the locker, else to the postal one.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The company.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The street.</summary>
    public required string Street { get; init; }

    /// <summary>The number of the house.</summary>
    public string? HouseNumber { get; init; }

    /// <summary>The postal code.</summary>
    public required string PostalCode { get; init; }

    /// <summary>The city.</summary>
    public required string City { get; init; }

    /// <summary>The province or state.</summary>
    public string? Province { get; init; }

    /// <summary>The country: two letters of ISO 3166-1.</summary>
    public required string Country { get; init; }

    /// <summary>Where on earth it is.</summary>
    public GeoPoint? Location { get; init; }

    /// <summary>What else the address says; kept as it is.</summary>
    public JsonObject? AdditionalData { get; init; }
}

/// <summary>How an order reaches its customer.</summary>
public sealed record OrderDelivery
{
    /// <summary>Sent, or collected.</summary>
    public DeliveryKind Kind { get; init; }

    /// <summary>The id of the facility where it is collected.</summary>
    public string? CollectAt { get; init; }

    /// <summary>When the customer wants it.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>The only facilities it may come from.</summary>
    public IReadOnlyList<string>? Preselected { get; init; }
}

/// <summary>A place on earth.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public sealed record GeoPoint(decimal Latitude, decimal Longitude);

/// <summary>An amount of money.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">The currency: three letters of ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency);

/// <summary>An article that something is done with.</summary>
/// <param name="Article">The article's id.</param>
/// <param name="Quantity">How much of it.</param>
public sealed record ServicedArticle(string Article, decimal Quantity);
