using System.Runtime.CompilerServices;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Documents of the vendor that stay outside of this repository; EMEND_REFERENCE names their folder where it is.</summary>
internal static class VendorDocuments
{
    /// <summary>The vendor's OpenAPI document, or null where nobody put it there.</summary>
    public static string? Vendor =>
        Environment.GetEnvironmentVariable("EMEND_REFERENCE") is { Length: > 0 } folder
            ? Path.Combine(folder, "fulfillmenttools", "openapi.json")
            : null;

    /// <summary>Emend's own OpenAPI document of the face.</summary>
    public static string Own { get; } = OwnPath();

    /// <summary>The vendor's where it is there, else our own.</summary>
    public static string Document => Vendor ?? Own;

    private static string OwnPath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "OpenApi", "Golden", "openapi-fulfillmenttools.json");
}
