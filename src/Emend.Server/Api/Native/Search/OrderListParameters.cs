using System.Collections.Immutable;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Native.Search;

/// <summary>
/// Reads the query parameters of the order list. All parameters must match. A repeated parameter matches if one of its values does.
/// </summary>
internal sealed class OrderListParameters(QueryStringReader query)
{
    private readonly List<Criterion> _conditions = [];
    private readonly List<string> _identity = [];

    /// <summary>Reads the parameters. <paramref name="query"/> collects the validation errors.</summary>
    public static OrderPageQuery Read(QueryStringReader query)
    {
        var (sort, size) = (query.ReadText("sort"), query.ReadInteger("size", OrderPageQuery.DefaultSize, 1, OrderPageQuery.MaxSize));
        if (OrderPageQuery.FindSortOrder(sort) is null)
        {
            query.AddError("sort", $"is {ValueFormatter.Truncate(sort!)}", $"must be {OrderPageQuery.SortSchema.Expectation}");
        }

        var (after, before) = (ReadCursor(query, "after"), ReadCursor(query, "before"));
        if (after is not null && before is not null)
        {
            query.AddError("before", "is sent together with after", "send one of them");
        }

        var listing = new OrderListParameters(query);
        listing.ReadConditions();
        var sortOrder = OrderPageQuery.FindSortOrder(sort) ?? OrderPageQuery.FindSortOrder(null)!;
        return new(new Criterion.All([.. listing._conditions]), sortOrder, size)
        {
            Identity = $"list {sortOrder} {string.Join('\n', listing._identity)}",
            Cursor = after ?? before,
            IncludeTotal = query.ReadBoolean("total") is true,
        };
    }

    private void ReadConditions()
    {
        AddAnyOf("tenantOrderId", F.Number);
        var states = query.ReadEnums("status", EnumWireNames.Find<NativeOrderStatus>, EnumWireNames.ToName);
        if (!states.IsEmpty)
        {
            Add(
                "status",
                new Criterion.FieldMatches(F.Status, new FieldPredicate.OneOf([.. states.Select(OrderWhereSchema.ToFieldValue)])),
                states);
        }

        AddAnyOf("consumerId", F.ConsumerId);
        AddAnyOf("email", F.Email);
        AddAnyOf("phone", F.Phone, has => new Criterion.AnyElement(F.Addresses, has));
        AddAnyOf("trackingNumber", F.TrackingNumber);
        AddAnyOf("article", F.Article, has => new Criterion.AnyElement(F.Lines, has));
        AddAnyOf("facility", F.Facility);
        AddAnyOf("api", F.Api);
        AddRange("orderedFrom", "orderedTo", F.Date);
        AddRange("modifiedFrom", "modifiedTo", F.Modified);
        AddRange("changedFrom", "changedTo", F.Changed);
    }

    private void AddAnyOf(string name, string field, Func<Criterion, Criterion>? within = null)
    {
        if (query.ReadTexts(name) is not { IsEmpty: false } values)
        {
            return;
        }

        Criterion has = new Criterion.FieldMatches(field, new FieldPredicate.OneOf([.. values.Select(FieldValue.From)]));
        Add(name, within is null ? has : within(has), values);
    }

    private void AddRange(string begin, string end, string field)
    {
        var (from, to) = (query.ReadTime(begin), query.ReadTime(end));
        if (from is null && to is null)
        {
            return;
        }

        if (to <= from)
        {
            query.AddError(end, TimeRangeClause.EndDetail(to!.Value), TimeRangeClause.EndExpectation(begin));
        }

        var (first, last) = (from is { } f ? FieldValue.ToMicros(f) : long.MinValue, to is { } t ? FieldValue.ToMicros(t) : long.MaxValue);
        Add(begin, new Criterion.FieldMatches(field, new FieldPredicate.InRange(first, last)), [first, last]);
    }

    private void Add<T>(string name, Criterion criterion, ImmutableArray<T> values)
    {
        _conditions.Add(criterion);
        _identity.Add($"{name} {string.Join('\0', values)}");
    }

    private static (string Member, string Text)? ReadCursor(QueryStringReader query, string name) =>
        query.ReadText(name) is { } text ? (name, text) : null;
}
