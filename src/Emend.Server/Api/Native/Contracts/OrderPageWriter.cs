using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A page of orders.</summary>
/// <param name="Page">The orders found.</param>
/// <param name="Request">The search request.</param>
/// <param name="Total">The number of matching orders; null if not requested or unknown.</param>
/// <param name="Cursor">Converts a position to a cursor.</param>
internal sealed record OrderPageView(SearchPage<Order> Page, SearchRequest Request, TotalCount? Total, Func<SortPosition, string> Cursor);

/// <summary>Writes a page of complete orders, so that clients need no further requests.</summary>
internal static class OrderPageWriter
{
    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("orders", JsonSchema.List(NativeOrderResponseSchemas.Order, OrderPageQuery.MaxSize)),
        Optional("next", JsonSchema.Text(OrderPageQuery.MaxCursorLength).WithDescription(
            "The value of after for the next page. Missing on the last page.")),
        Optional("previous", JsonSchema.Text(OrderPageQuery.MaxCursorLength).WithDescription(
            "The value of before for the previous page. Missing on the first page.")),
        Optional("total", JsonSchema.Integer(min: 0).WithDescription(
            "The number of matching orders, if total was requested and is known.")),
        Optional("totalAge", JsonSchema.Integer(min: 0).WithDescription(
            "Only for large totals: the age of the count in seconds."))).Named("OrderPage");

    public static void Write(Utf8JsonWriter json, OrderPageView view)
    {
        var (page, request) = (view.Page, view.Request);
        json.WriteObjects("orders", page.Items.Select(hit => hit.Item), NativeOrderWriter.Write);
        var (first, last) = page.GetEdges(request.Backward);
        var (further, behind) = (page.End is not null, request.From is not null);
        if (request.Backward ? behind : further)
        {
            json.WriteText("next", last is null ? null : view.Cursor(last));
        }

        if (request.Backward ? further : behind)
        {
            json.WriteText("previous", first is null ? null : view.Cursor(first));
        }

        if (view.Total is not { } totalCount)
        {
            return;
        }

        json.WriteNumber("total", totalCount.Count);
        if (totalCount.Age is { } age)
        {
            json.WriteNumber("totalAge", (long)age.TotalSeconds);
        }
    }
}
