using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>One entry of an error response. An error response is always a list.</summary>
/// <param name="Summary">The error.</param>
/// <param name="Description">How to correct the request.</param>
/// <param name="Version">The current version, for version conflicts.</param>
/// <param name="RequestVersion">The version that the request expects.</param>
internal sealed record ErrorEntry(string Summary, string? Description = null, long? Version = null, long? RequestVersion = null)
{
    public static void Write(Utf8JsonWriter json, ErrorEntry error)
    {
        json.WriteString("summary", error.Summary);
        json.WriteText("description", error.Description);
        if (error.Version is { } version)
        {
            json.WriteNumber("version", version);
        }

        if (error.RequestVersion is { } expectedVersion)
        {
            json.WriteNumber("requestVersion", expectedVersion);
        }
    }
}
