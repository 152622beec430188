using System.Text.Json;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Writes lists in the two envelopes of this API: with a total, or with cursors and a total.</summary>
internal static class ListResponses
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 250;

    public static int ReadPageSize(this QueryStringReader query, int max = MaxPageSize) =>
        query.ReadInteger("size", DefaultPageSize, 1, max);

    public static Task Write<T>(HttpContext context, string name, Page<T> page, Action<Utf8JsonWriter, T> members)
    {
        TotalAgeHeader.Write(context, page.TotalAge);
        return JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            page,
            (json, list) =>
            {
                json.WriteObjects(name, list.Items, members);
                json.WriteNumber("total", list.Total);
            });
    }

    /// <summary>Writes a list that may have a condition; 400 if the condition would have to examine too many entities.</summary>
    public static Task WriteExamined<T>(
        HttpContext context, string name, Page<OwnedEntity<T>>? page, Action<Utf8JsonWriter, OwnedEntity<T>> members) => page is null
        ? FulfillmenttoolsErrors.InvalidRequest(context,
        [
            new("the query", $"matches more than {EntityCondition<T>.MaxExamined} entities without its conditions",
                "must name a facility, an order, or statuses that match fewer entities"),
        ])
        : Write(context, name, page, members);

    /// <param name="context">The request.</param>
    /// <param name="name">Name of the member with the entries.</param>
    /// <param name="page">The entries.</param>
    /// <param name="request">Requested page size, and the cursor that the page starts after.</param>
    /// <param name="idOf">Returns the cursor of an entry.</param>
    /// <param name="members">Writes an entry.</param>
    public static Task WriteWithCursors<T>(
        HttpContext context,
        string name,
        Page<T> page,
        (int Size, string? After) request,
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
                json.WriteBoolean("hasNextPage", list.Items.Count == request.Size);
                json.WriteBoolean("hasPreviousPage", request.After is not null);
                json.WriteEndObject();
                json.WriteObjects(name, list.Items, members);
                json.WriteNumber("total", list.Total);
            });
    }
}
