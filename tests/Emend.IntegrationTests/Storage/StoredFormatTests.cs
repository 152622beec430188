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

/// <summary>What was ever written stays readable: golden files, and no member that is forgotten.</summary>
public class StoredFormatTests
{
    [Fact]
    public void Every_member_of_what_is_stored_has_a_name_or_is_kept_apart()
    {
        var members = StoredPropertyNames.Members.ToDictionary(
            pair => pair.Key, pair => pair.Value.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries).Where((_, at) => at % 2 == 0));
        foreach (var (type, named) in members)
        {
            var stored = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .Select(property => property.Name).Where(name => !StoredPropertyNames.Apart.Contains((type, name)));
            Assert.Equal((type, Names(stored)), (type, Names(named)));
        }

        static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_has_a_kind() => Assert.Equal(
        typeof(OrderEvent).GetNestedTypes().OrderBy(type => type.Name, StringComparer.Ordinal),
        StoredPropertyNames.Events.Keys.OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Every_state_has_a_name()
    {
        foreach (var field in typeof(StoredEnumNames).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var names = (IReadOnlyList<string>)field.FieldType.GetProperty("All")!.GetValue(field.GetValue(null))!;
            var values = Enum.GetNames(field.FieldType.GetGenericArguments()[0]);
            Assert.Equal(
                values.Select(value => value.ToUpperInvariant()), names.Select(name => name.Replace("_", "", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void An_order_of_format_1_is_read_and_written_as_it_was() => IsGolden("order-1.json", FullyPopulatedOrder.Order);

    [Fact]
    public void Personal_data_of_format_1_is_read_and_written_as_it_was() => IsGolden("personal-1.json", FullyPopulatedOrder.PersonalData);

    [Fact]
    public void A_plan_that_waits_is_read_and_written_as_it_was() => IsGolden("waiting-1.json", FullyPopulatedOrder.Waiting);

    [Fact]
    public void What_left_an_order_in_format_1_is_read_and_written_as_it_was() => IsGolden("past-1.json", FullyPopulatedOrder.Past);

    [Fact]
    public void A_cancelled_order_is_read_and_written_as_it_was()
    {
        IsGolden("order-cancelled-1.json", FullyPopulatedFulfillment.Cancelled);
        IsGolden("past-returns-1.json", FullyPopulatedFulfillment.PastReturns);
        IsGolden("entry-cancelled-1.json", FullyPopulatedFulfillment.EventsOfCancelling);
    }

    [Fact]
    public void A_promised_order_is_read_and_written_as_it_was()
    {
        IsGolden("order-promised-1.json", FullyPopulatedFulfillment.Promised);
        IsGolden("entry-promised-1.json", FullyPopulatedFulfillment.EventsOfPromising);
    }

    [Fact]
    public void What_nobody_took_is_read_and_written_as_it_was()
    {
        IsGolden("order-refused-1.json", FullyPopulatedFulfillment.Refused);
        IsGolden("past-refused-1.json", FullyPopulatedFulfillment.PastRefused);
        IsGolden("entry-refused-1.json", FullyPopulatedFulfillment.EventsOfRefusing);
    }

    [Fact]
    public void A_pick_job_that_was_called_off_is_read_and_written_as_it_was() =>
        IsGolden("entry-calledoff-1.json", FullyPopulatedFulfillment.EventsOfCallingOff);

    [Fact]
    public void The_parts_of_a_pick_line_are_read_and_written_as_they_were()
    {
        IsGolden("job-divided-1.json", FullyPopulatedFulfillment.Divided);
        IsGolden("entry-divided-1.json", FullyPopulatedFulfillment.EventsOfDividing);
    }

    [Fact]
    public void For_how_long_an_order_is_kept_is_read_and_written_as_it_was() => IsGolden("entry-keeping-1.json", FullyPopulatedRetention.Events);

    [Fact]
    public void The_wish_of_a_delivery_is_read_and_written_as_it_was() => IsGolden("delivery-1.json", FullyPopulatedOrder.Wished);

    [Fact]
    public void A_decision_log_names_its_strategy_as_it_did() =>
        IsGolden("log-1.json", FullyPopulatedOrder.Past.Routing! with { Strategy = new("strategy-1", 3) });

    [Fact]
    public void What_a_facility_offers_is_read_and_written_as_it_was()
    {
        var golden = ReadGolden("terms-1.json", Encoding.UTF8.GetString(FacilityCapabilitiesSerializer.Write(FullyPopulatedOrder.Terms)));
        Assert.Equal(golden, Encoding.UTF8.GetString(FacilityCapabilitiesSerializer.Write(FullyPopulatedOrder.Terms)));
        Assert.Equal(golden, Encoding.UTF8.GetString(FacilityCapabilitiesSerializer.Write(FacilityCapabilitiesSerializer.Read(Encoding.UTF8.GetBytes(golden)))));
    }

    [Fact]
    public void A_strategy_is_read_and_written_as_it_was()
    {
        var written = Encoding.UTF8.GetString(StrategySerializer.Write(FullyPopulatedOrder.Strategy, new("""{"name":"Fast"}""")));
        var golden = ReadGolden("strategy-1.json", written);
        var (strategy, kept) = StrategySerializer.Read(Encoding.UTF8.GetBytes(golden));
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(StrategySerializer.Write(strategy, kept)));
        var rerouting = StrategySerializer.Write(FullyPopulatedOrder.Strategy with { RerouteShortPicks = true }, kept);
        Assert.Equal(ReadGolden("strategy-short-1.json", Encoding.UTF8.GetString(rerouting)), Encoding.UTF8.GetString(rerouting));
        Assert.True(StrategySerializer.Read(rerouting).Strategy.RerouteShortPicks);
    }

    [Fact]
    public void A_journal_entry_of_format_1_is_read_and_written_as_it_was()
    {
        IsGolden("entry-1.json", FullyPopulatedOrder.Events);
        IsGolden("entry-undone-1.json", FullyPopulatedOrder.UndoneEvents);
        IsGolden("entry-waiting-1.json", FullyPopulatedOrder.EventsOfWaiting);
        IsGolden("entry-blocked-1.json", FullyPopulatedOrder.EventsOfBlocking);
        IsGolden("entry-shipping-1.json", FullyPopulatedFulfillment.EventsOfShipping);
    }

    [Fact]
    public void A_journal_entry_of_format_2_is_read_and_written_as_it_was()
    {
        var entry = new JournalEntryDocument(2, "Ann Agent", "native", 3, FullyPopulatedOrder.UndoneEvents, DecisionRecordDocument.From(FullyPopulatedOrder.DecisionRecord));
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-2.json", written);
        var read = OrderSerializer.Entry(Encoding.UTF8.GetBytes(golden));
        Assert.Equal(golden, written);
        var journalEntryDocument = read with { Ground = DecisionRecordDocument.From(read.Ground!.ToGround()) };
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderSerializer.Write(journalEntryDocument)));
        Assert.Throws<FormatException>(() => OrderSerializer.Entry(OrderSerializer.Write(entry with { Format = 3 })));
    }

    [Fact]
    public void The_kind_of_reason_is_read_and_written_as_it_was()
    {
        var decisionRecordDocument = DecisionRecordDocument.From(FullyPopulatedOrder.DecisionRecord with { Reason = "customerRequest" });
        var entry = new JournalEntryDocument(2, "Ann Agent", "native", 3, FullyPopulatedOrder.UndoneEvents, decisionRecordDocument);
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-reason-2.json", written);
        Assert.Equal(golden, written);
        Assert.Equal("customerRequest", OrderSerializer.Entry(Encoding.UTF8.GetBytes(golden)).Ground!.ToGround().Reason);
    }

    [Fact]
    public void The_switch_of_force_cancelation_is_read_and_written_as_it_was()
    {
        var on = FullyPopulatedOrder.DecisionRecord with { Settings = FullyPopulatedOrder.DecisionRecord.Settings with { AllowForceCancel = true } };
        var entry = new JournalEntryDocument(2, "Ann Agent", "native", 3, FullyPopulatedOrder.EventsOfBlocking, DecisionRecordDocument.From(on));
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(entry));
        var golden = ReadGolden("entry-force-2.json", written);
        Assert.Equal(golden, written);
        Assert.True(OrderSerializer.Entry(Encoding.UTF8.GetBytes(golden)).Ground!.ToGround().Settings.AllowForceCancel);
    }

    [Fact]
    public void Permissions_keep_their_place()
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
    public void Rows_are_kept_as_runs(string runs) => Assert.Equal(runs, RuleIdRanges.Write(RuleIdRanges.Read(runs)));

    [Fact]
    public void A_document_of_a_later_format_is_not_guessed_at() => Assert.Throws<FormatException>(
        () => OrderSerializer.Read<OptimalityGap>("""{"format":2,"value":{"units":1,"deliveries":1}}"""u8.ToArray()));

    [Fact]
    public void What_a_document_of_before_does_not_have_takes_its_default()
    {
        var order = OrderSerializer.Read<Order>("""{"format":1,"value":{"id":"o1","lines":[{"id":"l1","quantity":1500}]}}"""u8.ToArray());

        Assert.Equal((new OrderId("o1"), PersonalData.None, 0), (order.Id, order.PersonalData, order.Plans.Length));
        Assert.Equal(new Quantity(1500), order.Lines[0].Quantity);
    }

    private static void IsGolden(string file, ImmutableArray<OrderEvent> events)
    {
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(new JournalEntryDocument(1, "Ann Agent", "fulfillmenttools", 1, events)));
        var golden = ReadGolden(file, written);
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderSerializer.Write(OrderSerializer.Entry(Encoding.UTF8.GetBytes(golden)))));
    }

    private static void IsGolden<T>(string file, T full)
    {
        var written = Encoding.UTF8.GetString(OrderSerializer.Write(full));
        var golden = ReadGolden(file, written);
        Assert.Equal(golden, written);
        Assert.Equal(golden, Encoding.UTF8.GetString(OrderSerializer.Write(OrderSerializer.Read<T>(Encoding.UTF8.GetBytes(golden)))));
    }

    /// <summary>With EMEND_GOLDEN=write a file that is missing is written; one that is there never is.</summary>
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
