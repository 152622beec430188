using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Demo;

/// <summary>A facility of the demo tenant.</summary>
internal sealed record DemoFacility(
    string TenantId, string Name, FacilityKind Kind, string Street, string Number, string PostalCode, string City, string Country,
    double Latitude, double Longitude)
{
    public static readonly IReadOnlyList<DemoFacility> All =
    [
        new("NL-AMS-01", "Amsterdam Kalverstraat", FacilityKind.Store, "Kalverstraat", "92", "1012 PH", "Amsterdam", "NL", 52.3702, 4.8922),
        new("NL-RTM-01", "Rotterdam Lijnbaan", FacilityKind.Store, "Lijnbaan", "60", "3012 EP", "Rotterdam", "NL", 51.9194, 4.4766),
        new("NL-UTR-DC", "Utrecht Distribution Centre", FacilityKind.Warehouse, "Atoomweg", "50", "3542 AB", "Utrecht", "NL",
            52.1089, 5.0561),
        new("DE-CGN-01", "Köln Schildergasse", FacilityKind.Store, "Schildergasse", "65", "50667", "Köln", "DE", 50.9364, 6.9529),
        new("DE-BER-DC", "Berlin Distribution Centre", FacilityKind.Warehouse, "Am Borsigturm", "100", "13507", "Berlin", "DE",
            52.5820, 13.2890),
    ];

    public Facility ToFacility(FacilityId id) =>
        new(id, FacilityStatus.Online, Kind, new PostalLocation(Country, PostalCode, new GeoPoint(Latitude, Longitude)));

    /// <summary>The members that routing does not read, in the JSON format of a client.</summary>
    public JsonText ToDoc() => new(JsonSerializer.Serialize(new
    {
        name = Name,
        address = new
        {
            companyName = "Emend Demo",
            street = Street,
            houseNumber = Number,
            postalCode = PostalCode,
            city = City,
            country = Country,
        },
    }));
}
