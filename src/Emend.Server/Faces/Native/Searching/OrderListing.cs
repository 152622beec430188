using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;
using F = Emend.Server.Desk.Finding.FindableOrder;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>What a list is narrowed to, in parameters: each that is named must hold, one of its values where it is repeated.</summary>
internal sealed class OrderListing(QueryReader query)
{
    private readonly List<Criterion> conditions = [];
    private readonly List<string> told = [];

    /// <summary>What is asked for; what is wrong with it is with the reader.</summary>
    public static Lookup Read(QueryReader query)
    {
        var (sort, size) = (query.Text("sort"), query.Whole("size", Lookup.Usual, 1, Lookup.Most));
        if (Lookup.Sorted(sort) is null) query.Add("sort", $"is {Shown.Short(sort!)}", $"must be {Lookup.Sortings.Words}");
        var (after, before) = (Cursor(query, "after"), Cursor(query, "before"));
        if (after is not null && before is not null) query.Add("before", "is there beside after", "name one of the two");
        var listing = new OrderListing(query);
        listing.Narrow();
        var sorting = Lookup.Sorted(sort) ?? Lookup.Sorted(null)!;
        return new(new Criterion.All([.. listing.conditions]), sorting, size)
        {
            Identity = $"list {sorting} {string.Join('\n', listing.told)}",
            Cursor = after ?? before,
            Counts = Flag(query, "total"),
        };
    }

    private void Narrow()
    {
        Among("tenantOrderId", F.Number);
        var states = query.Choices("status", States.Find<OrderStatus>, States.Of);
        if (!states.IsEmpty) Add("status", new Criterion.Has(F.Status, new Test.Among([.. states.Select(OrderWhere.Status)])), states);
        Among("consumerId", F.ConsumerId);
        Among("email", F.Email);
        Among("article", F.Article, has => new Criterion.Some(F.Lines, has));
        Among("facility", F.Facility);
        Among("face", F.Face);
        Between("orderedFrom", "orderedTo", F.Date);
        Between("modifiedFrom", "modifiedTo", F.Modified);
    }

    private void Among(string name, string field, Func<Criterion, Criterion>? within = null)
    {
        if (query.Texts(name) is not { IsEmpty: false } values) return;
        Criterion has = new Criterion.Has(field, new Test.Among([.. values.Select(Value.Of)]));
        Add(name, within is null ? has : within(has), values);
    }

    private void Between(string begin, string end, string field)
    {
        var (from, to) = (Moment(begin), Moment(end));
        if (from is null && to is null) return;
        if (to <= from) query.Add(end, Span.IsNotLater(to!.Value), Span.LaterThan(begin));
        var (first, last) = (from is { } f ? Value.MicrosOf(f) : long.MinValue, to is { } t ? Value.MicrosOf(t) : long.MaxValue);
        Add(begin, new Criterion.Has(field, new Test.Within(first, last)), [first, last]);
    }

    private void Add<T>(string name, Criterion criterion, ImmutableArray<T> values)
    {
        conditions.Add(criterion);
        told.Add($"{name} {string.Join('\0', values)}");
    }

    private DateTimeOffset? Moment(string name)
    {
        if (query.Text(name) is not { } text) return null;
        if (Moments.TryRead(text, out var moment)) return moment;
        query.Add(name, $"is {Shown.Short(text)}", $"must be {Shape.Moment.Words}");
        return null;
    }

    private static bool Flag(QueryReader query, string name)
    {
        var text = query.Text(name);
        if (text is not (null or "true" or "false")) query.Add(name, $"is {Shown.Short(text)}", "must be true or false");
        return text is "true";
    }

    private static (string Member, string Text)? Cursor(QueryReader query, string name) =>
        query.Text(name) is { } text ? (name, text) : null;
}
