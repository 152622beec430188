namespace Emend.Core.Orders;

/// <summary>Where something is or goes, as far as a decision may know it: no name, no street.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="PostalCode">As written by the customer.</param>
/// <param name="Location">Null where nobody told.</param>
public sealed record PostalLocation(string Country, string PostalCode, GeoPoint? Location);

/// <summary>A point on the globe, in degrees (WGS 84).</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);
