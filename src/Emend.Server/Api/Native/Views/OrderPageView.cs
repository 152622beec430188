using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>A page of complete orders, so that clients need no further requests.</summary>
/// <param name="page">The orders found.</param>
/// <param name="request">The search request.</param>
/// <param name="total">The number of matching orders; null if not requested or unknown.</param>
/// <param name="cursor">Converts a position to a cursor.</param>
internal readonly struct OrderPageView(SearchPage<Order> page, SearchRequest request, TotalCount? total, Func<SortPosition, string> cursor)
{
    private readonly (SortPosition? First, SortPosition? Last) _edges = page.GetEdges(request.Backward);

    [MaxLength(OrderPageQuery.MaxSize)]
    public IEnumerable<NativeOrderView> Orders => page.Items.Select(hit => new NativeOrderView(hit.Item));

    [MaxLength(OrderPageQuery.MaxCursorLength), Description("The value of after for the next page. Missing on the last page.")]
    public string? Next => (request.Backward ? HasPagesBehind : HasPagesAhead) && _edges.Last is { } last ? cursor(last) : null;

    [MaxLength(OrderPageQuery.MaxCursorLength), Description("The value of before for the previous page. Missing on the first page.")]
    public string? Previous => (request.Backward ? HasPagesAhead : HasPagesBehind) && _edges.First is { } first ? cursor(first) : null;

    [Minimum(0), Description("The number of matching orders, if total was requested and is known.")]
    public long? Total => total?.Count;

    [Minimum(0), Description("Only for large totals: the age of the count in seconds.")]
    public long? TotalAge => (long?)total?.Age?.TotalSeconds;

    // In the direction of the request.
    private bool HasPagesAhead => page.End is not null;

    private bool HasPagesBehind => request.From is not null;
}
