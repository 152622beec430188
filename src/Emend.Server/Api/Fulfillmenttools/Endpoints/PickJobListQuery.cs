using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Reads the parameters of the list of pick jobs.</summary>
internal static class PickJobListQuery
{
    private static readonly (string Name, Func<OwnedEntity<PickJob>, DateTimeOffset> Get)[] SortFields =
    [
        ("TARGET_TIME", owned => EntityListValues.GetTargetTime(owned.Order)),
        ("ORDER_DATE", owned => owned.Order.OrderDate),
        ("LAST_MODIFIED", owned => owned.Entity.ModifiedAt),
    ];

    /// <summary>The values of the parameter orderBy.</summary>
    public static readonly ImmutableArray<string> SortOrders =
        [.. SortFields.SelectMany(field => new[] { $"{field.Name}_ASC", $"{field.Name}_DESC" })];

    /// <summary>The values of the parameter status. Emend does not use some of them; they match nothing.</summary>
    public static readonly ImmutableArray<string> Statuses =
    [
        .. Enum.GetValues<PickJobStatus>().Select(FulfillmenttoolsStatusNames.ToWireName),
        "PICKED", "PACKABLE", "REJECTED", "RESTOWED", "EXPIRED",
    ];

    /// <param name="query">The query string.</param>
    /// <param name="accessible">The facilities that the caller can access; empty = all.</param>
    /// <param name="carriers">The carriers of the parameter carrierKeys; null without it.</param>
    public static PickJobFilter Read(QueryStringReader query, ImmutableArray<FacilityId> accessible, ImmutableHashSet<string>? carriers)
    {
        var statuses = ReadStatuses(query);
        return new(
            query.ReadText("startAfterId") is { } after ? new EntityId(after) : null,
            query.ReadPageSize(),
            query.ReadText("orderRef") is { } order ? new OrderId(order) : null,
            query.ReadText("tenantOrderId"),
            query.ReadText("facilityRef") is { } facility ? new FacilityId(facility) : null,
            [.. statuses.Select(FulfillmenttoolsStatusNames.ParsePickJobStatus).OfType<PickJobStatus>()])
        {
            AccessibleFacilities = accessible,
            Ids = [.. query.ReadList("pickJobRefs").Select(id => new EntityId(id))],
            Condition = ReadCondition(query, statuses, carriers),
        };
    }

    private static ImmutableArray<string> ReadStatuses(QueryStringReader query)
    {
        var statuses = query.ReadList("status");
        foreach (var unknown in statuses.Where(status => !Statuses.Contains(status)))
        {
            query.AddError("status", $"is {ValueFormatter.Truncate(unknown)}", $"must be one of {string.Join(", ", Statuses)}");
        }

        return statuses;
    }

    private static EntityCondition<PickJob>? ReadCondition(
        QueryStringReader query, ImmutableArray<string> statuses, ImmutableHashSet<string>? carriers)
    {
        var conditions = new EntityListQuery<PickJob>(query);
        if (!statuses.IsEmpty)
        {
            var known = statuses.Select(FulfillmenttoolsStatusNames.ParsePickJobStatus).OfType<PickJobStatus>().ToImmutableArray();
            if (known.IsEmpty)
            {
                conditions.Add(_ => false);
            }
        }

        conditions.AddSpan("startOrderDate", "endOrderDate", owned => owned.Order.OrderDate);
        conditions.AddSpan("startTargetTime", "endTargetTime", owned => EntityListValues.GetTargetTime(owned.Order));
        conditions.AddPart("consumerName", owned => [EntityListValues.GetConsumerName(owned.Order)]);
        conditions.AddPart("articleTitle", owned => EntityListValues.GetTitles(owned.Order, GetLines(owned)));
        conditions.AddPart(
            "searchTerm",
            owned => [Contracts.PickJobWriter.GetShortId(owned.Entity), .. EntityListValues.GetSearchTexts(owned.Order, GetLines(owned))]);
        conditions.AddText("shortId", owned => Contracts.PickJobWriter.GetShortId(owned.Entity));
        conditions.AddChannel("SHIPPING");
        conditions.AddAnonymized();
        conditions.AddUnused("zoneRefs");
        conditions.AddUnused("assignedUser");
        conditions.AddCarriers(carriers, GetCarriers);
        return conditions.Create(ReadOrder(query));
    }

    private static Comparison<OwnedEntity<PickJob>>? ReadOrder(QueryStringReader query)
    {
        if (query.ReadText("orderBy") is not { } name)
        {
            return null;
        }

        if (!SortOrders.Contains(name))
        {
            query.AddError("orderBy", $"is {ValueFormatter.Truncate(name)}", $"must be one of {string.Join(", ", SortOrders)}");
            return null;
        }

        var get = SortFields.First(field => name.StartsWith(field.Name, StringComparison.Ordinal)).Get;
        var sign = name.EndsWith("_DESC", StringComparison.Ordinal) ? -1 : 1;
        return (one, other) => get(one).CompareTo(get(other)) * sign;
    }

    private static IEnumerable<LineId> GetLines(OwnedEntity<PickJob> owned) => owned.Entity.Lines.Select(line => line.Line);

    // The carrier of the shipment. Before there is a shipment, the preferred carriers of the order.
    private static IEnumerable<string?> GetCarriers(OwnedEntity<PickJob> owned) =>
        owned.Order.Shipments.FirstOrDefault(shipment => shipment.PickJobId == owned.Entity.Id) is { } shipment
            ? new[] { shipment.Carrier }
            : [.. owned.Order.Delivery.ShippingPreferences?.Carriers ?? []];
}
