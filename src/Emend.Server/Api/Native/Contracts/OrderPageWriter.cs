using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A page of orders to be told.</summary>
/// <param name="Page">What was found.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Total">How many there are, where that is asked and known.</param>
/// <param name="Cursor">The cursor of a place.</param>
internal sealed record OrderPageView(SearchPage<Order> Page, SearchRequest Asked, TotalCount? Total, Func<SortPosition, string> Cursor);

/// <summary>A page of orders: each as it is told anywhere else, so that nobody has to ask again for what a list left out.</summary>
internal static class OrderPageWriter
{
    public static readonly JsonSchema Page = JsonSchema.Object(
        Required("orders", JsonSchema.List(NativeOrderResponseSchemas.Order, OrderPageQuery.Max)),
        Optional("next", JsonSchema.Text(OrderPageQuery.MaxCursorLength).WithDescription(
            "What to send as after for the next page; nothing where this is the last.")),
        Optional("previous", JsonSchema.Text(OrderPageQuery.MaxCursorLength).WithDescription(
            "What to send as before for the page in front; nothing where this is the first.")),
        Optional("total", JsonSchema.Whole(least: 0).WithDescription("How many there are, where total was asked for and can be known.")),
        Optional("totalAge", JsonSchema.Whole(least: 0).WithDescription("How many seconds ago a great total was counted."))).Named("OrderPage");

    public static void Write(Utf8JsonWriter json, OrderPageView orderPageView)
    {
        var (page, searchRequest) = (orderPageView.Page, orderPageView.Asked);
        json.Objects("orders", page.Items.Select(searchHit => searchHit.Item), NativeOrderWriter.Write);
        var (first, last) = page.Edges(searchRequest.Backward);
        var (further, behind) = (page.End is not null, searchRequest.From is not null);
        if (searchRequest.Backward ? behind : further) json.Text("next", last is null ? null : orderPageView.Cursor(last));
        if (searchRequest.Backward ? further : behind) json.Text("previous", first is null ? null : orderPageView.Cursor(first));
        if (orderPageView.Total is not { } totalCount) return;
        json.WriteNumber("total", totalCount.Count);
        if (totalCount.Age is { } age) json.WriteNumber("totalAge", (long)age.TotalSeconds);
    }
}
