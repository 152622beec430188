using System.Runtime.CompilerServices;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Vendor documents outside of this repository. The environment variable EMEND_REFERENCE names their folder.</summary>
internal static class VendorDocuments
{
    /// <summary>The OpenAPI document of the vendor; null if it is not available.</summary>
    public static string? Vendor =>
        Environment.GetEnvironmentVariable("EMEND_REFERENCE") is { Length: > 0 } folder
            ? Path.Combine(folder, "fulfillmenttools", "openapi.json")
            : null;

    /// <summary>The OpenAPI document of the fulfillmenttools API of Emend.</summary>
    public static string Emend { get; } = OwnPath();

    /// <summary>The vendor document if it is available, otherwise the document of Emend.</summary>
    public static string VendorOrEmend => Vendor ?? Emend;

    private static string OwnPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "OpenApi", "Golden", "openapi-fulfillmenttools.json");
}
