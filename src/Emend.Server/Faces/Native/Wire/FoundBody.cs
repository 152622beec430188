using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Native.Searching;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A page of orders to be told.</summary>
/// <param name="Page">What was found.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Total">How many there are, where that is asked and known.</param>
/// <param name="Cursor">The cursor of a place.</param>
internal sealed record FoundOrders(Found<Order> Page, Search Asked, Total? Total, Func<Position, string> Cursor);

/// <summary>A page of orders: each as it is told anywhere else, so that nobody has to ask again for what a list left out.</summary>
internal static class FoundBody
{
    public static readonly Shape Page = Shape.Object(
        Must("orders", Shape.List(OrderAnswerShapes.Order, Lookup.Most)),
        May("next", Shape.Text(Lookup.MostLettersOfACursor).Says(
            "What to send as after for the next page; nothing where this is the last.")),
        May("previous", Shape.Text(Lookup.MostLettersOfACursor).Says(
            "What to send as before for the page in front; nothing where this is the first.")),
        May("total", Shape.Whole(least: 0).Says("How many there are, where total was asked for and can be known.")),
        May("totalAge", Shape.Whole(least: 0).Says("How many seconds ago a great total was counted."))).Named("OrderPage");

    public static void Write(Utf8JsonWriter json, FoundOrders found)
    {
        var (page, asked) = (found.Page, found.Asked);
        json.Objects("orders", page.Items.Select(hit => hit.Item), OrderBody.Write);
        var (first, last) = page.Edges(asked.Backward);
        var (further, behind) = (page.End is not null, asked.From is not null);
        if (asked.Backward ? behind : further) json.Text("next", last is null ? null : found.Cursor(last));
        if (asked.Backward ? further : behind) json.Text("previous", first is null ? null : found.Cursor(first));
        if (found.Total is not { } total) return;
        json.WriteNumber("total", total.Count);
        if (total.Age is { } age) json.WriteNumber("totalAge", (long)age.TotalSeconds);
    }
}
