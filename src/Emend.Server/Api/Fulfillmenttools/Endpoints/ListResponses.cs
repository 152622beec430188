using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Lists in the two envelopes this API has: with a total, and with page information.</summary>
internal static class ListResponses
{
    private const int Default = 25;
    private const int Max = 250;

    public static int Size(this QueryStringReader query, int max = Max) => query.Whole("size", Default, 1, max);

    public static Task Write<T>(HttpContext context, string name, Page<T> page, Action<Utf8JsonWriter, T> members)
    {
        TotalAgeHeader.Write(context, page.TotalAge);
        return JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            page,
            (json, list) =>
            {
                json.Objects(name, list.Items, members);
                json.WriteNumber("total", list.Total);
            });
    }

    /// <param name="context">The request.</param>
    /// <param name="name">The member that holds the entries.</param>
    /// <param name="page">The entries.</param>
    /// <param name="asked">How many were asked for, and after which.</param>
    /// <param name="idOf">The cursor of an entry.</param>
    /// <param name="members">Writes an entry.</param>
    public static Task WriteWithCursors<T>(
        HttpContext context,
        string name,
        Page<T> page,
        (int Size, string? After) asked,
        Func<T, string> idOf,
        Action<Utf8JsonWriter, T> members)
    {
        TotalAgeHeader.Write(context, page.TotalAge);
        return JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            page,
            (json, list) =>
            {
                json.WriteStartObject("pageInfo");
                json.WriteString("startCursor", list.Items.Count > 0 ? idOf(list.Items[0]) : "");
                json.WriteString("endCursor", list.Items.Count > 0 ? idOf(list.Items[^1]) : "");
                json.WriteBoolean("hasNextPage", list.Items.Count == asked.Size);
                json.WriteBoolean("hasPreviousPage", asked.After is not null);
                json.WriteEndObject();
                json.Objects(name, list.Items, members);
                json.WriteNumber("total", list.Total);
            });
    }
}
