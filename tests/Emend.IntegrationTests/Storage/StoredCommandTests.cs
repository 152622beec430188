using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>The stored form of commands: golden files, a name for every type and member, and reading what was written.</summary>
public class StoredCommandTests
{
    private static readonly NamedEntity Named = new(new("plan-1"), 3);

    public static TheoryData<string> CommandNames => [.. FullyPopulatedCommands.All.Keys];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void A_stored_command_is_unchanged(string name)
    {
        var command = FullyPopulatedCommands.All[name];
        var written = CommandSerializer.Write(command).Raw;
        var golden = ReadGolden($"command-{name}-1.json", written);
        Assert.Equal(golden, written);
        AssertSame(command, CommandSerializer.Read(new(golden)));
    }

    [Fact]
    public void Every_change_and_every_fulfillment_action_has_a_stored_form()
    {
        var changes = typeof(Change).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Change))).ToHashSet();
        var actions = typeof(FulfillmentAction).GetNestedTypes().ToHashSet();
        Assert.Equal(changes, StoredCommandNames.Changes.Keys.ToHashSet());
        Assert.Equal(actions, StoredCommandNames.Actions.Keys.ToHashSet());
        Assert.Equal(changes, FullyPopulatedCommands.Changes.Select(change => change.GetType()).ToHashSet());
        Assert.Equal(actions, FullyPopulatedCommands.Actions.Select(action => action.GetType()).ToHashSet());
        Assert.Equal(
            StoredCommandNames.Commands.Keys.ToHashSet(),
            FullyPopulatedCommands.All.Values.Select(command => command.GetType()).ToHashSet());
    }

    [Fact]
    public void Every_member_has_a_stored_name_or_is_listed_as_not_stored()
    {
        foreach (var (type, members) in StoredCommandNames.Members)
        {
            var named = members.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries).Where((_, at) => at % 2 == 0);
            var stored = type.IsAbstract ? [] : Settable(type).Select(property => property.Name)
                .Where(name => !StoredCommandNames.NotStored.Contains((type, name)));
            Assert.Equal((type, Names(stored)), (type, Names(named)));
        }

        static string Names(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_golden_files_contain_every_member()
    {
        foreach (var (name, command) in FullyPopulatedCommands.All)
        {
            var json = JsonNode.Parse(CommandSerializer.Write(command).Raw)!["value"]!.AsObject();
            AssertComplete(name, command.GetType(), json);
            switch (command)
            {
                case OrderCommand.Modify modify:
                    Assert.All(modify.Changes, (change, at) => AssertComplete(name, change.GetType(), json["changes"]![at]!.AsObject()));
                    var consumer = modify.Changes.IndexOf(modify.Changes.OfType<SetConsumer>().Single());
                    var address = json["changes"]![consumer]!["addressChanges"]![0]!.AsObject();
                    AssertComplete(name, typeof(AddressChange), address);
                    var added = modify.Changes.IndexOf(modify.Changes.OfType<AddLine>().Single());
                    AssertComplete(name, typeof(NewOrderLine), json["changes"]![added]!["line"]!.AsObject());
                    break;
                case OrderCommand.ChangeFulfillment fulfillment:
                    AssertComplete(name, fulfillment.Action.GetType(), json["action"]!.AsObject());
                    break;
            }
        }
    }

    [Fact]
    public void A_command_without_any_one_member_is_read_as_written()
    {
        foreach (var command in FullyPopulatedCommands.All.Values)
        {
            Assert.All(Without(command), less => AssertSame(less, CommandSerializer.Read(CommandSerializer.Write(less))));
        }

        foreach (var less in FullyPopulatedCommands.Changes.SelectMany(Without))
        {
            AssertRoundTrip(new OrderCommand.Modify([less], null, null, UnroutableBehavior.Reject));
        }

        foreach (var less in FullyPopulatedCommands.Actions.SelectMany(Without))
        {
            AssertRoundTrip(new OrderCommand.ChangeFulfillment(less, null, UnroutableBehavior.Reject));
        }

        foreach (var less in Without(FullyPopulatedCommands.AddressChange))
        {
            AssertRoundTrip(new OrderCommand.Modify(
                [new SetConsumer { AddressChanges = [less] }], null, null, UnroutableBehavior.Reject));
        }
    }

    [Fact]
    public void A_specified_null_differs_from_an_omitted_member()
    {
        var consumer = new SetConsumer { Email = new(true, null), AddressChanges = [new() { Location = new(true, null) }] };
        var read = Assert.IsType<SetConsumer>(RoundTrip(consumer));
        Assert.Equal((true, null), (read.Email.IsSpecified, read.Email.Value));
        Assert.False(read.ConsumerId.IsSpecified);
        Assert.Equal(StringComparer.Ordinal, read.AddressChanges[0].Texts.KeyComparer);
        Assert.Equal((true, null), (read.AddressChanges[0].Location.IsSpecified, read.AddressChanges[0].Location.Value));
    }

    [Fact]
    public void A_removed_attribute_differs_from_the_value_null()
    {
        var attributes = ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal)
            .Add("removed", null).Add("null", new JsonText("null")).Add("text", new JsonText("\"Käse \\u0001\""));
        Assert.Equal(attributes, Assert.IsType<SetAttributes>(RoundTrip(new SetAttributes(attributes))).Attributes);
    }

    [Theory]
    [InlineData("""{"format":2,"value":{"command":"MODIFY"}}""", "Unknown command format 2. This version reads format 1.")]
    [InlineData("""{"format":1,"value":{"command":"FLY"}}""", "FLY")]
    [InlineData("""{"format":1,"value":{"command":"MODIFY","changes":[{"change":"FLY"}]}}""", "FLY")]
    [InlineData("""{"format":1,"value":{"command":"CHANGE_FULFILLMENT","action":{"action":"FLY"}}}""", "FLY")]
    [InlineData("""{"format":1,"value":{"command":"MODIFY","changes":[],"ifUnroutable":"FLY"}}""", "is not a stored UnroutableBehavior.")]
    [InlineData("""{"format":1,"value":{"changes":[]}}""", "The stored command is unknown to this version")]
    [InlineData("""{"format":1,"value":null}""", "The stored command is null.")]
    public void An_unknown_format_or_name_is_rejected(string stored, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => CommandSerializer.Read(new(stored))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_command_that_is_executed_at_once_has_no_stored_form() =>
        Assert.Throws<NotSupportedException>(() => CommandSerializer.Write(new OrderCommand.Release()));

    [Fact]
    public void The_allocation_of_a_reroute_is_not_stored()
    {
        var command = new OrderCommand.RerouteUnroutable(true) { NamedEntity = Named };
        Assert.Equal(command, CommandSerializer.Read(CommandSerializer.Write(command)));
    }

    private static Change RoundTrip(Change change) => Assert.Single(Assert.IsType<OrderCommand.Modify>(
        CommandSerializer.Read(CommandSerializer.Write(
            new OrderCommand.Modify([change], null, null, UnroutableBehavior.Reject)))).Changes);

    private static void AssertRoundTrip(OrderCommand command) =>
        AssertSame(command, CommandSerializer.Read(CommandSerializer.Write(command)));

    private static void AssertSame(OrderCommand expected, OrderCommand actual)
    {
        Assert.Equal(Describe(expected), Describe(actual));
        Assert.Equal(CommandSerializer.Write(expected), CommandSerializer.Write(actual));
    }

    /// <summary>The type and all values in words, because records compare collections by reference.</summary>
    private static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ when Equals(value.GetType().GetProperty("IsDefault")?.GetValue(value), true) => "default",
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Describe))}]",
        _ => value.GetType().Name + " { " + string.Join(", ", value.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name} = {Describe(property.GetValue(value))}")) + " }",
    };

    private static void AssertComplete(string command, Type type, JsonObject json) => Assert.Equal(
        (command, type, []),
        (command, type, StoredCommandNames.Members[type].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(member => member.Split('=')[1]).Where(name => !json.ContainsKey(name)).ToArray()));

    /// <summary>Copies of a value, each without one of its optional members.</summary>
    private static IEnumerable<T> Without<T>(T value)
        where T : class
    {
        foreach (var property in Settable(value.GetType()).Where(IsOptional))
        {
            var copy = (T)value.GetType().GetMethod("<Clone>$")!.Invoke(value, null)!;
            property.SetValue(copy, property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null);
            yield return copy;
        }
    }

    private static bool IsOptional(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).WriteState is NullabilityState.Nullable
        || property.PropertyType == typeof(bool)
        || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>));

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

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
