using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>
/// The stored status of an order: the name of its leading fact, in the document of the order, in the column <c>status</c>, and in the
/// search index. The names are a storage format and never change. A fact that is true and not named is stored besides the status.
/// </summary>
internal static class StoredOrderStatus
{
    public const string Open = "OPEN";
    public const string Canceled = "CANCELLED";
    public const string Promised = "PROMISED";
    public const string Locked = "LOCKED";
    public const string Deleted = "OBSOLETE";

    /// <summary>The stored statuses of active orders, as an SQL list.</summary>
    public const string ActiveList = $"('{Open}', '{Locked}', '{Promised}')";

    public static string From(OrderFacts facts) => facts switch
    {
        { IsDeleted: true } => Deleted,
        { IsCanceled: true } => Canceled,
        { IsPromised: true } => Promised,
        { IsLocked: true } => Locked,
        _ => Open,
    };

    /// <summary>The status of a routed plan of an order that waits for an actor; null if the order does not wait.</summary>
    public static string? FindWaiting(OrderFacts facts) => From(facts) is (Promised or Locked) and var waiting ? waiting : null;
}
