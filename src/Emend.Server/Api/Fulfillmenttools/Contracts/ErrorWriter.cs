using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>One entry of an error answer, which is always a list.</summary>
/// <param name="Summary">What is wrong.</param>
/// <param name="Description">What would be right.</param>
/// <param name="Version">The version now, where versions matter.</param>
/// <param name="RequestVersion">The version named.</param>
internal sealed record ErrorWriter(string Summary, string? Description = null, long? Version = null, long? RequestVersion = null)
{
    public static void Write(Utf8JsonWriter json, ErrorWriter error)
    {
        json.WriteString("summary", error.Summary);
        json.Text("description", error.Description);
        if (error.Version is { } version) json.WriteNumber("version", version);
        if (error.RequestVersion is { } named) json.WriteNumber("requestVersion", named);
    }
}
