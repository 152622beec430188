using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes the consumer and addresses.</summary>
internal static class ConsumerWriter
{
    public static void Write(Utf8JsonWriter json, Consumer consumer)
    {
        json.WriteText("consumerId", consumer.ConsumerId);
        json.WriteText("email", consumer.Email);
        json.WriteText("facilityRef", consumer.FacilityRef);
        json.WriteText("tenantFacilityId", consumer.TenantFacilityId);
        if (!consumer.Addresses.IsEmpty)
        {
            json.WriteObjects("addresses", consumer.Addresses, WriteAddress);
        }

        json.WriteAttributes("customAttributes", consumer.Attributes);
    }

    public static void WriteAddress(Utf8JsonWriter json, Address address)
    {
        if (address.Kind is { } kind)
        {
            json.WriteString("addressType", FulfillmenttoolsStatusNames.ToWireName(kind));
        }

        json.WriteText("companyName", address.CompanyName);
        json.WriteText("firstName", address.FirstName);
        json.WriteText("lastName", address.LastName);
        json.WriteString("street", address.Street);
        json.WriteText("houseNumber", address.HouseNumber);
        json.WriteString("postalCode", address.PostalCode);
        json.WriteString("city", address.City);
        json.WriteText("province", address.Province);
        json.WriteString("country", address.Country);
        if (address.Location is { } point)
        {
            json.WriteObject("coordinates", point, WritePoint);
        }

        json.WriteMembers(address.AdditionalData);
    }

    public static void WritePoint(Utf8JsonWriter json, GeoPoint point)
    {
        json.WriteNumber("lat", point.Latitude);
        json.WriteNumber("lon", point.Longitude);
    }
}
