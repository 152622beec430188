using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Shipping;

/// <summary>An address as it is written on a parcel.</summary>
internal static class AddressLines
{
    public static IEnumerable<string> Of(Address address) => new[]
    {
        address.CompanyName,
        Joined(address.FirstName, address.LastName),
        Joined(address.Street, address.HouseNumber),
        Additional(address),
        Joined(address.PostalCode, address.City),
        Joined(address.Province, address.Country),
    }.OfType<string>().Where(line => line.Length > 0);

    /// <summary>The same in one line.</summary>
    public static string InOne(Address address) => string.Join(", ", Of(address));

    private static string? Additional(Address address) =>
        address.AdditionalData is { } more ? JsonElement.Parse(more.Raw).Text("additionalAddressInfo") : null;

    private static string Joined(string? left, string? expected) => $"{left} {expected}".Trim();
}
