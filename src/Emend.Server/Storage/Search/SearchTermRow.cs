using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>The row an order is found by: a pure function of the order, so that it can be rebuilt and compared.</summary>
internal sealed record SearchTermRow(TenantId Tenant, OrderId Order, long OrderDate, string Status, long[] Terms)
{
    private const string Into =
        "INSERT INTO order_terms (tenant_id, order_id, order_date, status, terms) VALUES ($1, $2, $3, $4, $5)";

    public Statement Insert => Statement.One(Into, Values);

    /// <summary>In the place of whatever was there.</summary>
    public Statement Upsert => Statement.One(
        $"{Into} ON CONFLICT (tenant_id, order_id) DO UPDATE SET order_date = $3, status = $4, terms = $5", Values);

    private object?[] Values => [Tenant.Value, Order.Value, OrderDate, Status, Terms];

    public static SearchTermRow From(TenantId tenant, Order order) => new(
        tenant, order.Id, UnixMicroseconds.FromTime(order.OrderDate), StoredEnumNames.Order[order.Status], Search.SearchTermHasher.Of(tenant, order));

    /// <summary>The row to be written; null where the one that is there will do.</summary>
    public static SearchTermRow? Change(TenantId tenant, Order? before, Order after)
    {
        if (before is null) return From(tenant, after);
        if (OrderSearchDocument.LooksTheSame(before, after)) return null;
        var (was, now) = (From(tenant, before), From(tenant, after));
        return (was.OrderDate, was.Status) == (now.OrderDate, now.Status) && was.Terms.AsSpan().SequenceEqual(now.Terms) ? null : now;
    }
}
