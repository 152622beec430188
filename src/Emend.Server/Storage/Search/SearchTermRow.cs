using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Common;

namespace Emend.Server.Storage.Search;

/// <summary>The search row of an order. Pure function of the order, so the row can be rebuilt and verified.</summary>
internal sealed record SearchTermRow(TenantId Tenant, OrderId Order, long OrderDate, string Status, long[] Terms)
{
    private const string InsertSql =
        "INSERT INTO order_search_terms (tenant_id, order_id, order_date, status, terms) VALUES ($1, $2, $3, $4, $5)";

    public Statement Insert => Statement.One(InsertSql, Values);

    /// <summary>Inserts or replaces the row.</summary>
    public Statement Upsert => Statement.One(
        $"{InsertSql} ON CONFLICT (tenant_id, order_id) DO UPDATE SET order_date = $3, status = $4, terms = $5", Values);

    private object?[] Values => [Tenant.Value, Order.Value, OrderDate, Status, Terms];

    public static SearchTermRow From(TenantId tenant, Order order) => new(
        tenant, order.Id, UnixMicroseconds.FromTime(order.OrderDate), StoredOrderStatus.From(order.Facts), SearchTermHasher
            .Compute(tenant, order));

    /// <summary>The row to write; null if the stored row is up to date.</summary>
    public static SearchTermRow? FindChange(TenantId tenant, Order? before, Order after)
    {
        if (before is null)
        {
            return From(tenant, after);
        }

        if (OrderSearchDocument.HasSameIndexedFields(before, after))
        {
            return null;
        }

        var (previous, current) = (From(tenant, before), From(tenant, after));
        return (previous.OrderDate, previous.Status) == (current.OrderDate, current.Status)
            && previous.Terms.AsSpan().SequenceEqual(current.Terms)
            ? null
            : current;
    }
}
