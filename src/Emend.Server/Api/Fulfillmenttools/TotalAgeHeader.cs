using System.Globalization;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Response header with the age of a cached total.</summary>
internal static class TotalAgeHeader
{
    /// <summary>Seconds since the total was counted. Absent if the total was counted for this response.</summary>
    public const string Name = "Emend-Total-Age";

    public static void Write(HttpContext context, TimeSpan? age)
    {
        if (age is { } known)
        {
            context.Response.Headers[Name] = ((long)known.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
