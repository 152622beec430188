using System.Text;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage.BulkJobs;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>The stored format of bulk job commands and results. Old documents stay readable with the same meaning.</summary>
public class BulkFormatTests
{
    private const string Modify =
        """{"format":1,"do":{"modify":{"changes":[{"line":"l1","quantity":2,"type":"setQuantity"}],"comment":"c","rebase":true}}}""";

    private const string Cancel =
        """{"format":1,"do":{"cancel-order":{"cancelationReason":"r1"}},"reason":{"id":"r1","text":"Too late"}}""";

    private const string Refused =
        """{"format":1,"revision":3,"why":"refused","words":"w","refusals":[{"row":"CN-2","kind":"STATE","condition":"c","rem""" +
        """edy":"r","change":1,"field":"id","anyOf":["ORDER_WRITE"],"soft":true,"permission":"ORDER_CANCEL","penalty":"5 EUR"}]}""";

    private const string WithCommand =
        """{"format":1,"do":{"cancel-order":{"cancellationReason":"r1","policy":"strict"}},"reason":{"id":"r1","text":"Too late"},"com""" +
        """mand":{"format":1,"value":{"command":"CHANGE_FULFILLMENT","action":{"action":"CANCEL","reason":{"id":"r1","text":"Too l""" +
        """ate"}},"ifUnroutable":"REJECT","accepted":[]}},"policy":"strict"}""";

    [Fact]
    public void A_definition_with_a_stored_command_round_trips()
    {
        var command = BulkJobSerializer.ReadCommand(Encoding.UTF8.GetBytes(WithCommand), new FormerBulkCommandReader());
        Assert.Equal("strict", command.Policy);
        Assert.Equal(WithCommand, Encoding.UTF8.GetString(BulkJobSerializer.Write(command)));
    }

    [Fact]
    public void The_command_of_an_earlier_version_equals_the_stored_command()
    {
        var former = BulkJobSerializer.ReadCommand(Encoding.UTF8.GetBytes(Cancel), new FormerBulkCommandReader());
        Assert.Equivalent(former.Template, CommandSerializer.Read(CommandSerializer.Write(former.Template)), strict: true);
        Assert.Equal("""{"cancel-order":{"cancellationReason":"r1"}}""", former.Action.Raw);
    }

    [Fact]
    public void A_definition_of_an_earlier_version_keeps_its_meaning()
    {
        var modify = Assert.IsType<OrderCommand.Modify>(Command(Modify));
        Assert.Equal((7L, true, "c"), (modify.Revision, modify.Rebase, modify.Comment));
        Assert.Single(modify.Changes);
        var cancel = Assert.IsType<FulfillmentAction.Cancel>(Assert.IsType<OrderCommand.ChangeFulfillment>(Command(Cancel)).Action);
        Assert.Equal(new CancellationReason("r1", "Too late"), cancel.Reason);
        foreach (var kind in BulkCommandReader.Kinds.Where(k => k.Name != BulkCommandReader.Modify))
        {
            Assert.NotNull(Command($$"""{ "format": 1, "do": { "{{kind.Name}}": { "facility": "f" } } }"""));
        }
    }

    [Fact]
    public void A_definition_with_former_member_names_keeps_its_meaning()
    {
        var modify = Assert.IsType<OrderCommand.Modify>(Command(
            """{"format":1,"do":{"modify":{"accept":["EL-4"],"changes":[{"to":"2026-11-22T10:00:00Z","type":"setPreferredTime"},""" +
            """{"addresses":[{"city":"Bonn","country":"DE","more":{"floor":3},"postalCode":"53111","street":"Markt"}],""" +
            "\"type\":\"setConsumer\"}],\"ifUnroutable\":\"refuse\"}}}"));
        Assert.Equal("EL-4", Assert.Single(modify.AcceptedPenalties));
        Assert.Equal(UnroutableBehavior.Reject, modify.IfUnroutable);
        Assert.NotNull(Assert.IsType<SetPreferredTime>(modify.Changes[0]).To);
        Assert.Equal("""{"floor":3}""", Assert.IsType<SetConsumer>(modify.Changes[1]).Addresses.Value[0].AdditionalData!.Value.Raw);
    }

    [Fact]
    public void A_result_of_format_1_round_trips() =>
        Assert.Equal(Refused, Encoding.UTF8.GetString(BulkJobSerializer.Write(
            BulkJobSerializer.ReadResult(BulkJobItemState.Rejected, Encoding.UTF8.GetBytes(Refused)))));

    [Fact]
    public void A_later_format_is_rejected()
    {
        Assert.Throws<FormatException>(() => BulkJobSerializer.ReadCommand(
            """{"format":2,"do":{}}"""u8.ToArray(), new FormerBulkCommandReader()));
        Assert.Throws<FormatException>(() => BulkJobSerializer.ReadResult(BulkJobItemState.Succeeded, """{"format":2}"""u8.ToArray()));
    }

    [Fact]
    public void Every_state_and_violation_kind_has_a_stored_name()
    {
        Assert.All(Enum.GetValues<BulkJobState>(), s => Assert.Equal(s, BulkJobSerializer.States[BulkJobSerializer.States[s]]));
        Assert.All(Enum.GetValues<BulkJobItemState>(), s => Assert.Equal(s, BulkJobSerializer.ItemStates[BulkJobSerializer.ItemStates[s]]));
        foreach (var kind in Enum.GetValues<RuleKind>())
        {
            var result = new BulkJobItemResult(BulkJobItemState.Rejected) { Violations = [new("R", kind, "c", "r", null, null)] };
            Assert.Equal(kind, BulkJobSerializer.ReadResult(BulkJobItemState.Rejected, BulkJobSerializer.Write(result)).Violations[0].Kind);
        }
    }

    private static OrderCommand Command(string golden) => BulkJobSerializer
        .ReadCommand(Encoding.UTF8.GetBytes(golden), new FormerBulkCommandReader()).CreateFor(new(new("o"), 7));
}
