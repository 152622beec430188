using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The customer, ours to theirs.</summary>
internal static class ConsumerWriter
{
    public static void Write(Utf8JsonWriter json, Consumer consumer)
    {
        json.Text("consumerId", consumer.ConsumerId);
        json.Text("email", consumer.Email);
        json.Text("facilityRef", consumer.FacilityRef);
        json.Text("tenantFacilityId", consumer.TenantFacilityId);
        if (!consumer.Addresses.IsEmpty) json.Objects("addresses", consumer.Addresses, Address);
        json.Attributes("customAttributes", consumer.Attributes);
    }

    public static void Address(Utf8JsonWriter json, Address address)
    {
        if (address.Kind is { } kind) json.WriteString("addressType", FulfillmenttoolsStatusNames.Of(kind));
        json.Text("companyName", address.CompanyName);
        json.Text("firstName", address.FirstName);
        json.Text("lastName", address.LastName);
        json.WriteString("street", address.Street);
        json.Text("houseNumber", address.HouseNumber);
        json.WriteString("postalCode", address.PostalCode);
        json.WriteString("city", address.City);
        json.Text("province", address.Province);
        json.WriteString("country", address.Country);
        if (address.Location is { } point) json.Object("coordinates", point, Point);
        json.Spread(address.AdditionalData);
    }

    public static void Point(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteNumber("lat", point.Latitude);
        json.WriteNumber("lon", point.Longitude);
    }
}
