namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>URN of a facility. Contains the tenant's own facility id.</summary>
internal static class FacilityUrn
{
    private const string Prefix = "urn:fft:facility:tenantFacilityId:";

    public static string Create(string tenantFacilityId) => Prefix + tenantFacilityId;

    /// <summary>Returns the tenant's facility id of a URN, or null if the reference is not such a URN.</summary>
    public static string? ParseTenantFacilityId(string reference) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;
}
