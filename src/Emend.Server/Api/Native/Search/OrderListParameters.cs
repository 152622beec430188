using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Native.Search;

/// <summary>What a list is narrowed to, in parameters: each that is named must hold, one of its values where it is repeated.</summary>
internal sealed class OrderListParameters(QueryStringReader query)
{
    private readonly List<Criterion> conditions = [];
    private readonly List<string> told = [];

    /// <summary>What is asked for; what is wrong with it is with the reader.</summary>
    public static OrderPageQuery Read(QueryStringReader query)
    {
        var (sort, size) = (query.Text("sort"), query.Whole("size", OrderPageQuery.Default, 1, OrderPageQuery.Max));
        if (OrderPageQuery.Sorted(sort) is null) query.Add("sort", $"is {ValueFormatter.Short(sort!)}", $"must be {OrderPageQuery.Sortings.Expectation}");
        var (after, before) = (Cursor(query, "after"), Cursor(query, "before"));
        if (after is not null && before is not null) query.Add("before", "is there beside after", "name one of the two");
        var listing = new OrderListParameters(query);
        listing.Narrow();
        var sortOrder = OrderPageQuery.Sorted(sort) ?? OrderPageQuery.Sorted(null)!;
        return new(new Criterion.All([.. listing.conditions]), sortOrder, size)
        {
            Identity = $"list {sortOrder} {string.Join('\n', listing.told)}",
            Cursor = after ?? before,
            Counts = Flag(query, "total"),
        };
    }

    private void Narrow()
    {
        Among("tenantOrderId", F.Number);
        var states = query.Choices("status", EnumWireNames.Find<OrderStatus>, EnumWireNames.Of);
        if (!states.IsEmpty) Add("status", new Criterion.FieldMatches(F.Status, new FieldPredicate.OneOf([.. states.Select(OrderWhereSchema.Status)])), states);
        Among("consumerId", F.ConsumerId);
        Among("email", F.Email);
        Among("article", F.Article, has => new Criterion.AnyElement(F.Lines, has));
        Among("facility", F.Facility);
        Among("face", F.Api);
        Between("orderedFrom", "orderedTo", F.Date);
        Between("modifiedFrom", "modifiedTo", F.Modified);
    }

    private void Among(string name, string field, Func<Criterion, Criterion>? within = null)
    {
        if (query.Texts(name) is not { IsEmpty: false } values) return;
        Criterion has = new Criterion.FieldMatches(field, new FieldPredicate.OneOf([.. values.Select(FieldValue.From)]));
        Add(name, within is null ? has : within(has), values);
    }

    private void Between(string begin, string end, string field)
    {
        var (from, to) = (Moment(begin), Moment(end));
        if (from is null && to is null) return;
        if (to <= from) query.Add(end, TimeRangeClause.IsNotLater(to!.Value), TimeRangeClause.LaterThan(begin));
        var (first, last) = (from is { } f ? FieldValue.MicrosOf(f) : long.MinValue, to is { } t ? FieldValue.MicrosOf(t) : long.MaxValue);
        Add(begin, new Criterion.FieldMatches(field, new FieldPredicate.InRange(first, last)), [first, last]);
    }

    private void Add<T>(string name, Criterion criterion, ImmutableArray<T> values)
    {
        conditions.Add(criterion);
        told.Add($"{name} {string.Join('\0', values)}");
    }

    private DateTimeOffset? Moment(string name)
    {
        if (query.Text(name) is not { } text) return null;
        if (Rfc3339.TryRead(text, out var moment)) return moment;
        query.Add(name, $"is {ValueFormatter.Short(text)}", $"must be {JsonSchema.Moment.Expectation}");
        return null;
    }

    private static bool Flag(QueryStringReader query, string name)
    {
        var text = query.Text(name);
        if (text is not (null or "true" or "false")) query.Add(name, $"is {ValueFormatter.Short(text)}", "must be true or false");
        return text is "true";
    }

    private static (string Member, string Text)? Cursor(QueryStringReader query, string name) =>
        query.Text(name) is { } text ? (name, text) : null;
}
