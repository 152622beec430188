namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>The other way to name a facility: by the tenant's own id, as a URN.</summary>
internal static class FacilityUrn
{
    private const string Prefix = "urn:fft:facility:tenantFacilityId:";

    public static string Of(string tenantFacilityId) => Prefix + tenantFacilityId;

    /// <summary>The tenant's own id in a URN, or null where it is none.</summary>
    public static string? TenantFacilityIdIn(string reference) =>
        reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : null;
}
