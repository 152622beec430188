using System.Text.Json.Serialization.Metadata;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Stores the facts of an order in the form of the first version, as one status, and reads them back. A fact that the status does not name
/// has a member of its own. Versions that do not know the member ignore it.
/// </summary>
internal static class OrderFactMembers
{
    private static readonly object True = true;

    // Stored member of a fact, and the status that names the fact. The period of a promise is a member, so a promise needs no other.
    private static readonly (string Member, string Status, Func<OrderFacts, bool> IsTrue)[] Facts =
    [
        ("canceled", StoredOrderStatus.Canceled, facts => facts.IsCanceled),
        ("deleted", StoredOrderStatus.Deleted, facts => facts.IsDeleted),
        ("locked", StoredOrderStatus.Locked, facts => facts.IsLocked),
    ];

    /// <summary>Replaces the members of the facts.</summary>
    /// <param name="info">The type <see cref="Order"/>, with stored names.</param>
    /// <param name="position">Position of the status among the members.</param>
    public static void Define(JsonTypeInfo info, int position)
    {
        var setters = new Dictionary<string, Action<object, object?>>(StringComparer.Ordinal)
        {
            [StoredOrderStatus.Open] = (_, _) => { },
            [StoredOrderStatus.Promised] = (_, _) => { },
        };
        foreach (var (member, status, isTrue) in Facts)
        {
            var fact = info.Properties.First(property => property.Name == member);
            setters[status] = fact.Set!;
            info.Properties[info.Properties.IndexOf(fact)] = CreateFact(info, fact, status, isTrue);
        }

        var named = info.CreateJsonPropertyInfo(typeof(string), "status");
        named.Order = position;
        named.Get = order => StoredOrderStatus.From(((Order)order).Facts);
        named.Set = (order, value) =>
        {
            if (!setters.TryGetValue((string?)value ?? "", out var set))
            {
                throw new FormatException($"'{value}' is not a stored status of an order.");
            }

            set(order, True);
        };
        info.Properties.Add(named);
    }

    // Absent unless the fact is true and the status does not name it. Whatever their sequence, no member makes a fact false.
    private static JsonPropertyInfo CreateFact(JsonTypeInfo info, JsonPropertyInfo fact, string status, Func<OrderFacts, bool> isTrue)
    {
        var set = fact.Set!;
        var member = info.CreateJsonPropertyInfo(typeof(bool?), fact.Name);
        member.Order = fact.Order;
        member.Get = order => ((Order)order).Facts is var facts && isTrue(facts) && StoredOrderStatus.From(facts) != status ? True : null;
        member.Set = (order, value) =>
        {
            if (value is true)
            {
                set(order, True);
            }
        };
        return member;
    }
}
