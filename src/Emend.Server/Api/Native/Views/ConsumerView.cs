using Emend.Core.Orders;

namespace Emend.Server.Api.Native.Views;

/// <summary>The consumer of an order. Requests have the same members, so the schema is that of the request.</summary>
internal readonly struct ConsumerView(Consumer consumer)
{
    public string? Id => consumer.ConsumerId;

    public string? Email => consumer.Email;

    public IEnumerable<AddressView>? Addresses => consumer.Addresses.NullIfEmpty()?.Select(address => new AddressView(address));

    public IReadOnlyDictionary<string, JsonText>? Attributes => consumer.Attributes.NullIfEmpty();
}

/// <summary>An address of a consumer.</summary>
internal readonly struct AddressView(Address address)
{
    public AddressKind? Kind => address.Kind;

    public string? FirstName => address.FirstName;

    public string? LastName => address.LastName;

    public string? CompanyName => address.CompanyName;

    public string Street => address.Street;

    public string? HouseNumber => address.HouseNumber;

    public string PostalCode => address.PostalCode;

    public string City => address.City;

    public string? Province => address.Province;

    public string Country => address.Country;

    public GeoPointView? Location => address.Location is { } location ? new(location) : null;

    public JsonText? AdditionalData => address.AdditionalData;
}

/// <summary>The position of an address.</summary>
internal readonly struct GeoPointView(GeoPoint point)
{
    public double Latitude => point.Latitude;

    public double Longitude => point.Longitude;
}

/// <summary>The delivery of an order. Requests have the same members, so the schema is composed of those of the request.</summary>
internal readonly struct DeliveryView(Delivery delivery)
{
    public DeliveryKind Kind => delivery.Kind;

    public FacilityId? CollectAt => delivery.CollectAt;

    public DateTimeOffset? PreferredTime => delivery.PreferredTime;

    public ServiceLevel? ServiceLevel => delivery.ShippingPreferences is { } preferences
        ? preferences.SameDay ? Views.ServiceLevel.SameDay : Views.ServiceLevel.Standard
        : null;

    public IEnumerable<string>? Carriers => delivery.ShippingPreferences?.Carriers.NullIfEmpty();

    public IEnumerable<FacilityId>? Preselected => delivery.Preselected.NullIfEmpty();
}

/// <summary>How fast a shipped order must arrive.</summary>
internal enum ServiceLevel
{
    /// <summary>Without a required speed.</summary>
    Standard,

    /// <summary>On the same day.</summary>
    SameDay,
}
