namespace Emend.Core.Orders;

/// <summary>A location without name and street, for use in decisions.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="PostalCode">Postal code as entered by the customer.</param>
/// <param name="Location">Coordinates; null if unknown.</param>
public sealed record PostalLocation(string Country, string PostalCode, GeoPoint? Location);

/// <summary>Coordinates in degrees (WGS 84).</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);
