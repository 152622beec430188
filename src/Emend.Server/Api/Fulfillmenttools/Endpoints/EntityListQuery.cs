using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>
/// Reads the list parameters that pick jobs, handover jobs and shipments share and that no column holds. Reading them creates conditions;
/// an absent parameter creates none.
/// </summary>
internal sealed class EntityListQuery<T>(QueryStringReader query)
{
    private readonly List<Func<OwnedEntity<T>, bool>> _conditions = [];

    /// <summary>All conditions; null if no parameter and no sort order is present.</summary>
    public EntityCondition<T>? Create(Comparison<OwnedEntity<T>>? order = null) => _conditions.Count == 0 && order is null
        ? null
        : new(owned => _conditions.TrueForAll(condition => condition(owned))) { Order = order };

    public void Add(Func<OwnedEntity<T>, bool> condition) => _conditions.Add(condition);

    /// <summary>A text that must be equal.</summary>
    public void AddText(string name, Func<OwnedEntity<T>, string?> get) =>
        AddMatch(query.ReadText(name), (owned, text) => get(owned) == text);

    /// <summary>A text that one of the values contains, ignoring case.</summary>
    public void AddPart(string name, Func<OwnedEntity<T>, IEnumerable<string?>> get) => AddMatch(
        query.ReadText(name),
        (owned, text) => get(owned).Any(value => value?.Contains(text, StringComparison.OrdinalIgnoreCase) is true));

    /// <summary>A span of time, without its end.</summary>
    public void AddSpan(string start, string end, Func<OwnedEntity<T>, DateTimeOffset?> get)
    {
        if (query.ReadTime(start) is { } from)
        {
            _conditions.Add(owned => get(owned) >= from);
        }

        if (query.ReadTime(end) is { } to)
        {
            _conditions.Add(owned => get(owned) < to);
        }
    }

    /// <param name="shipping">The name of the channel that ships: SHIPPING or DELIVERY.</param>
    public void AddChannel(string shipping)
    {
        var name = query.ReadText("channel");
        if (name is not null && name != "COLLECT" && name != shipping)
        {
            query.AddError("channel", $"is {ValueFormatter.Truncate(name)}", $"must be COLLECT or {shipping}");
        }

        AddMatch(name, (owned, channel) => owned.Order.Delivery.Kind is DeliveryKind.Collect == (channel == "COLLECT"));
    }

    public void AddAnonymized()
    {
        if (query.ReadBoolean("anonymized") is { } wanted)
        {
            _conditions.Add(owned => owned.Order.AnonymizedAt is not null == wanted);
        }
    }

    /// <summary>Users or zones. Emend assigns neither, so no entity matches.</summary>
    public void AddUnused(string name)
    {
        if (!query.ReadList(name).IsEmpty)
        {
            _conditions.Add(_ => false);
        }
    }

    /// <summary>The ids of the carriers that a condition names by id or key.</summary>
    public void AddCarriers(ImmutableHashSet<string>? carriers, Func<OwnedEntity<T>, IEnumerable<string?>> get)
    {
        if (carriers is not null)
        {
            _conditions.Add(owned => get(owned).OfType<string>().Any(carriers.Contains));
        }
    }

    private void AddMatch(string? text, Func<OwnedEntity<T>, string, bool> matches)
    {
        if (text is not null)
        {
            _conditions.Add(owned => matches(owned, text));
        }
    }
}

/// <summary>Values of orders that list parameters compare.</summary>
internal static class EntityListValues
{
    public static string? GetConsumerName(Order order) => order.PersonalData.Consumer.DeliveryAddress is { } address
        ? string.Join(' ', new[] { address.FirstName, address.LastName }.OfType<string>())
        : null;

    /// <summary>The target time of an order, as responses contain it.</summary>
    public static DateTimeOffset GetTargetTime(Order order) => order.Delivery.PreferredTime ?? order.OrderDate;

    public static IEnumerable<string?> GetSearchTexts(Order order, IEnumerable<LineId> lines) =>
    [
        order.TenantOrderId,
        GetConsumerName(order),
        .. lines.Select(order.FindLine).OfType<Line>().SelectMany(line => new[] { line.Article.Value, line.Properties.Title }),
    ];

    public static IEnumerable<string> GetTitles(Order order, IEnumerable<LineId> lines) =>
        lines.Select(order.FindLine).OfType<Line>().Select(line => line.Properties.Title);
}
