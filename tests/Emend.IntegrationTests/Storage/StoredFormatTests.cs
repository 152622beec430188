using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

/// <summary>Stored formats: golden files, and a check that every member has a stored name.</summary>
public partial class StoredFormatTests
{
    [Fact]
    public void Every_stored_member_has_a_stored_name_or_is_stored_separately()
    {
        var members = StoredPropertyNames.Members.ToDictionary(
            pair => pair.Key, pair => pair.Value.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries).Where((_, at) => at % 2 == 0));
        foreach (var (type, named) in members)
        {
            var stored = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .Select(property => property.Name).Concat(type == typeof(Order) ? [StoredPropertyNames.Status] : [])
                .Where(name => !StoredPropertyNames.StoredSeparately.Contains((type, name)));
            Assert.Equal((type, Names(stored)), (type, Names(named)));
        }

        static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_has_a_stored_name() => Assert.Equal(
        typeof(OrderEvent).GetNestedTypes().OrderBy(type => type.Name, StringComparer.Ordinal),
        StoredPropertyNames.Events.Keys.OrderBy(type => type.Name, StringComparer.Ordinal));

    /// <summary>Values that were renamed in code. Their stored names never change.</summary>
    private static readonly Dictionary<string, string> FormerNames = new()
    {
        [nameof(RerouteReason) + "." + nameof(RerouteReason.RetriedUnroutable)] = "WAITED",
    };

    [Fact]
    public void Every_enum_value_has_a_stored_name()
    {
        foreach (var field in typeof(StoredEnumNames).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var names = (IReadOnlyList<string>)field.FieldType.GetProperty("All")!.GetValue(field.GetValue(null))!;
            var type = field.FieldType.GetGenericArguments()[0];
            Assert.Equal(
                Enum.GetNames(type).Select(value => FormerNames.GetValueOrDefault($"{type.Name}.{value}", value.ToUpperInvariant())),
                names.Select(name => name.Replace("_", "", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Stored_format_1_of_orders_is_unchanged() => IsGolden("order-1.json", FullyPopulatedOrder.Order);

    [Fact]
    public void Stored_format_1_of_personal_data_is_unchanged() => IsGolden("personal-1.json", FullyPopulatedOrder.PersonalData);

    [Fact]
    public void Stored_format_of_unroutable_plans_is_unchanged() => IsGolden("waiting-1.json", FullyPopulatedOrder.UnroutablePlan);

    [Fact]
    public void Stored_format_1_of_ended_entities_is_unchanged() => IsGolden("past-1.json", FullyPopulatedOrder.EndedEntities);

    [Fact]
    public void Stored_format_of_canceled_orders_is_unchanged()
    {
        IsGolden("order-cancelled-1.json", FullyPopulatedFulfillment.CanceledOrder);
        IsGolden("past-returns-1.json", FullyPopulatedFulfillment.EndedReturnTasks);
        IsGolden("entry-cancelled-1.json", FullyPopulatedFulfillment.CancellationEvents);
    }

    [Fact]
    public void Stored_format_of_promised_orders_is_unchanged()
    {
        IsGolden("order-promised-1.json", FullyPopulatedFulfillment.PromisedOrder);
        IsGolden("entry-promised-1.json", FullyPopulatedFulfillment.PromiseEvents);
    }

    [Fact]
    public void Stored_format_of_facts_that_the_status_does_not_name_is_unchanged()
    {
        IsGolden("order-facts-1.json", FullyPopulatedFulfillment.CanceledOrder with { IsLocked = true });
        IsGolden("order-facts-deleted-1.json", FullyPopulatedFulfillment.CanceledOrder with { IsLocked = true, IsDeleted = true });
    }

    [Fact]
    public void Stored_format_of_removed_lines_and_localized_reasons_is_unchanged() =>
        IsGolden("order-removed-1.json", FullyPopulatedFulfillment.OrderWithRemovedLine);

    [Fact]
    public void Stored_format_of_rejected_handovers_is_unchanged()
    {
        IsGolden("order-refused-1.json", FullyPopulatedFulfillment.WithdrawnOrder);
        IsGolden("past-refused-1.json", FullyPopulatedFulfillment.EndedEntitiesOfWithdrawal);
        IsGolden("entry-refused-1.json", FullyPopulatedFulfillment.WithdrawalEvents);
    }

    [Fact]
    public void Stored_format_of_canceled_pick_jobs_is_unchanged() =>
        IsGolden("entry-calledoff-1.json", FullyPopulatedFulfillment.PickJobCancellationEvents);

    [Fact]
    public void Stored_format_of_refused_and_missing_units_is_unchanged()
    {
        IsGolden("order-units-1.json", FullyPopulatedFulfillment.OrderWithRefusedUnits);
        IsGolden("entry-units-1.json", FullyPopulatedFulfillment.MissingUnitsEvents);
    }

    [Fact]
    public void Stored_format_of_cancellations_of_handed_over_goods_is_unchanged() =>
        IsGolden("entry-handedover-1.json", FullyPopulatedFulfillment.HandedOverEvents);

    [Fact]
    public void Stored_format_of_removed_reservations_is_unchanged()
    {
        IsGolden("order-unreserved-1.json", FullyPopulatedFulfillment.OrderWithoutReservations);
        IsGolden("entry-unreserved-1.json", FullyPopulatedFulfillment.ReservationEvents);
        IsGolden("entry-amended-1.json", FullyPopulatedFulfillment.AmendmentEvents);
        IsGolden("order-release-1.json", FullyPopulatedFulfillment.OrderWithLaterRelease);
    }

    [Fact]
    public void Stored_format_of_revoked_returns_is_unchanged() =>
        IsGolden("entry-revoked-1.json", FullyPopulatedFulfillment.RevokedReturnEvents);

    [Fact]
    public void Stored_format_of_pick_line_parts_is_unchanged()
    {
        IsGolden("job-divided-1.json", FullyPopulatedFulfillment.SplitPickJob);
        IsGolden("entry-divided-1.json", FullyPopulatedFulfillment.SplitEvents);
    }

    [Fact]
    public void Stored_format_of_tracking_data_is_unchanged()
    {
        IsGolden("shipment-tracked-1.json", FullyPopulatedFulfillment.TrackedShipment);
        IsGolden("entry-tracked-1.json", FullyPopulatedFulfillment.TrackingEvents);
    }

    [Fact]
    public void Stored_format_of_split_parcels_is_unchanged()
    {
        IsGolden("shipment-split-1.json", FullyPopulatedFulfillment.SplitShipment);
        IsGolden("entry-split-1.json", FullyPopulatedFulfillment.ParcelSplitEvents);
    }

    [Fact]
    public void Stored_format_of_target_times_is_unchanged()
    {
        IsGolden("shipment-target-1.json", FullyPopulatedFulfillment.ShipmentWithTargetTime);
        IsGolden("entry-target-1.json", FullyPopulatedFulfillment.TargetTimeEvents);
    }

    [Fact]
    public void Stored_format_of_retention_dates_is_unchanged() =>
        IsGolden("entry-keeping-1.json", FullyPopulatedRetention.Events);

    [Fact]
    public void Stored_format_of_shipping_preferences_is_unchanged() =>
        IsGolden("delivery-1.json", FullyPopulatedOrder.DeliveryWithPreferences);

    [Fact]
    public void Stored_format_of_modified_deliveries_is_unchanged() =>
        IsGolden("delivery-modified-1.json", FullyPopulatedOrder.DeliveryWithPreferences with { IsModified = true });

    [Fact]
    public void Stored_format_of_delivery_changes_is_unchanged() =>
        IsGolden("entry-delivery-1.json", FullyPopulatedOrder.DeliveryEvents);

    [Fact]
    public void Stored_format_of_routing_logs_is_unchanged() =>
        IsGolden("log-1.json", FullyPopulatedOrder.EndedEntities.Routing! with { Strategy = new("strategy-1", 3) });

    [Fact]
    public void Stored_format_of_facility_capabilities_is_unchanged()
    {
        var golden = ReadGolden(
            "terms-1.json", Encoding.UTF8.GetString(FacilityCapabilitiesSerializer.Write(FullyPopulatedOrder.Capabilities)));
        Assert.Equal(golden, Encoding.UTF8.GetString(FacilityCapabilitiesSerializer.Write(FullyPopulatedOrder.Capabilities)));
        Assert.Equal(
            golden,
            Encoding.UTF8.GetString(
                FacilityCapabilitiesSerializer.Write(FacilityCapabilitiesSerializer.Read(Encoding.UTF8.GetBytes(golden)))));
    }

    [Fact]
    public void Stored_format_of_unrestored_fields_is_unchanged()
    {
        var written = Encoding.UTF8.GetString(UnrestoredFieldSerializer.Write(FullyPopulatedOrder.UnrestoredFields));
        var golden = ReadGolden("unrestored-1.json", written);
        var read = UnrestoredFieldSerializer.Read(Encoding.UTF8.GetBytes(golden));
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(UnrestoredFieldSerializer.Write(read)));
        Assert.Equal(Enum.GetValues<NotRestoredReason>(), read.Select(field => field.Reason));
    }

    [Fact]
    public void Stored_format_of_routing_strategies_is_unchanged()
    {
        var written = Encoding.UTF8.GetString(StrategySerializer.Write(FullyPopulatedOrder.Strategy, new("""{"name":"Fast"}""")));
        var golden = ReadGolden("strategy-1.json", written);
        var (strategy, otherMembers) = StrategySerializer.Read(Encoding.UTF8.GetBytes(golden));
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(StrategySerializer.Write(strategy, otherMembers)));
        var rerouting = StrategySerializer.Write(FullyPopulatedOrder.Strategy with { RerouteShortPicks = true }, otherMembers);
        Assert.Equal(ReadGolden("strategy-short-1.json", Encoding.UTF8.GetString(rerouting)), Encoding.UTF8.GetString(rerouting));
        Assert.True(StrategySerializer.Read(rerouting).Strategy.RerouteShortPicks);
    }

    [Fact]
    public void Permissions_keep_their_bit_positions()
    {
        var written = string.Join(' ', Permissions.InOrder);
        Assert.StartsWith(ReadGolden("permissions-1.txt", written), written, StringComparison.Ordinal);
        Assert.Equal(Permissions.All, PermissionBitSet.Read(PermissionBitSet.Write(Permissions.All)));
        Assert.Empty(PermissionBitSet.Read(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EL-1")]
    [InlineData("EL-1..10 IN-1..7")]
    [InlineData("EL-1..3 EL-5..6 AL-1 IN-1..7 RT-1")]
    public void Rule_ids_are_stored_as_ranges(string runs) => Assert.Equal(runs, RuleIdRanges.Write(RuleIdRanges.Read(runs)));

    [Fact]
    public void Documents_of_newer_formats_are_rejected() => Assert.Throws<FormatException>(
        () => OrderSerializer.Read<OptimalityGap>("""{"format":2,"value":{"units":1,"deliveries":1}}"""u8.ToArray()));

    [Fact]
    public void Members_missing_in_older_documents_have_default_values()
    {
        var order = OrderSerializer.Read<Order>("""{"format":1,"value":{"id":"o1","lines":[{"id":"l1","quantity":1500}]}}"""u8.ToArray());

        Assert.Equal((new OrderId("o1"), PersonalData.None, 0), (order.Id, order.PersonalData, order.Plans.Length));
        Assert.Equal(new Quantity(1500), order.Lines[0].Quantity);
    }

    private static void IsGolden(string file, ImmutableArray<OrderEvent> events)
    {
        var written = Encoding.UTF8.GetString(
            OrderSerializer.Write(new JournalEntryDocument(1, "Ann Agent", "fulfillmenttools", 1, events)));
        var golden = ReadGolden(file, written);
        Assert.Equal(golden, written);
        Assert.Equal(
            golden, Encoding.UTF8.GetString(OrderSerializer.Write(OrderSerializer.ReadJournalEntry(Encoding.UTF8.GetBytes(golden)))));
    }

    private static void IsGolden<T>(string file, T full)
    {
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(full));
        var golden = ReadGolden(file, written);
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderSerializer.Write(OrderSerializer.Read<T>(Encoding.UTF8.GetBytes(golden)))));
    }

    /// <summary>With EMEND_GOLDEN=write, a missing file is written. Existing files are never overwritten.</summary>
    private static string ReadGolden(string file, string written, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "Golden", file);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("EMEND_GOLDEN") == "write")
        {
            File.WriteAllText(path, written + "\n");
        }

        return File.ReadAllText(path).TrimEnd('\n');
    }
}
