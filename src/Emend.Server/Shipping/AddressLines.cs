using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Shipping;

/// <summary>Formats an address for a parcel.</summary>
internal static class AddressLines
{
    public static IEnumerable<string> Format(Address address) => new[]
    {
        address.CompanyName,
        Join(address.FirstName, address.LastName),
        Join(address.Street, address.HouseNumber),
        Additional(address),
        Join(address.PostalCode, address.City),
        Join(address.Province, address.Country),
    }.OfType<string>().Where(line => line.Length > 0);

    /// <summary>Formats an address in one line.</summary>
    public static string FormatInOneLine(Address address) => string.Join(", ", Format(address));

    private static string? Additional(Address address) =>
        address.AdditionalData is { } more ? JsonElement.Parse(more.Raw).ReadText("additionalAddressInfo") : null;

    private static string Join(string? left, string? right) => $"{left} {right}".Trim();
}
