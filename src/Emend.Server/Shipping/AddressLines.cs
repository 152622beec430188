using Emend.Core.Orders;

namespace Emend.Server.Shipping;

/// <summary>An address as it is written on a parcel.</summary>
internal static class AddressLines
{
    public static IEnumerable<string> Of(Address address) => new[]
    {
        address.CompanyName,
        Joined(address.FirstName, address.LastName),
        Joined(address.Street, address.HouseNumber),
        Joined(address.PostalCode, address.City),
        Joined(address.Province, address.Country),
    }.OfType<string>().Where(line => line.Length > 0);

    private static string Joined(string? left, string? right) => $"{left} {right}".Trim();
}
