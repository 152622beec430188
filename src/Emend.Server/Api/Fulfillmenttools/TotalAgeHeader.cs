using System.Globalization;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>How old a total is, told beside it.</summary>
internal static class TotalAgeHeader
{
    /// <summary>Seconds since it was counted; there where it was not counted for this answer.</summary>
    public const string Header = "Emend-Total-Age";

    public static void Write(HttpContext context, TimeSpan? age)
    {
        if (age is { } known) context.Response.Headers[Header] = ((long)known.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }
}
