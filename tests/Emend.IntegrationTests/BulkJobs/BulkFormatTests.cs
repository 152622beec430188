using System.Text;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Storage.BulkJobs;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>What jobs ask for and what came of it, as stored: what was ever written stays readable, and means what it meant.</summary>
public class BulkFormatTests
{
    private const string Modify =
        """{"format":1,"do":{"modify":{"changes":[{"line":"l1","quantity":2,"type":"setQuantity"}],"comment":"c","rebase":true}}}""";

    private const string Cancel =
        """{"format":1,"do":{"cancel-order":{"cancelationReason":"r1"}},"reason":{"id":"r1","text":"Too late"}}""";

    private const string Refused =
        """{"format":1,"revision":3,"why":"refused","words":"w","refusals":[{"row":"CN-2","kind":"STATE","condition":"c","rem""" +
        """edy":"r","change":1,"field":"id","anyOf":["ORDER_WRITE"],"soft":true,"permission":"ORDER_CANCEL","penalty":"5 EUR"}]}""";

    [Fact]
    public void A_wish_of_format_1_is_read_and_written_as_it_was()
    {
        foreach (var golden in (string[])[Modify, Cancel])
        {
            var (what, reason) = BulkJobSerializer.Asked(Encoding.UTF8.GetBytes(golden));
            Assert.Equal(golden, Encoding.UTF8.GetString(BulkJobSerializer.Write(what, reason)));
        }
    }

    [Fact]
    public void A_wish_of_format_1_means_what_it_meant()
    {
        var modify = Assert.IsType<OrderCommand.Modify>(Command(Modify));
        Assert.Equal((7L, true, "c"), (modify.Revision, modify.Rebase, modify.Comment));
        Assert.Single(modify.Changes);
        var cancel = Assert.IsType<FulfillmentAction.Cancel>(Assert.IsType<OrderCommand.ChangeFulfillment>(Command(Cancel)).Step);
        Assert.Equal(new CancellationReason("r1", "Too late"), cancel.Reason);
        foreach (var kind in BulkCommandReader.Kinds.Where(k => k.Name != BulkCommandReader.Modify))
            Assert.NotNull(Command($$"""{ "format": 1, "do": { "{{kind.Name}}": { "facility": "f" } } }"""));
    }

    [Fact]
    public void A_result_of_format_1_is_read_and_written_as_it_was() =>
        Assert.Equal(Refused, Encoding.UTF8.GetString(BulkJobSerializer.Write(
            BulkJobSerializer.Result(BulkJobItemState.Refused, Encoding.UTF8.GetBytes(Refused)))));

    [Fact]
    public void A_later_format_is_not_guessed_at()
    {
        Assert.Throws<FormatException>(() => BulkJobSerializer.Asked("""{"format":2,"do":{}}"""u8.ToArray()));
        Assert.Throws<FormatException>(() => BulkJobSerializer.Result(BulkJobItemState.Done, """{"format":2}"""u8.ToArray()));
    }

    [Fact]
    public void Every_state_and_kind_of_row_has_a_name()
    {
        Assert.All(Enum.GetValues<BulkJobState>(), s => Assert.Equal(s, BulkJobSerializer.States[BulkJobSerializer.States[s]]));
        Assert.All(Enum.GetValues<BulkJobItemState>(), s => Assert.Equal(s, BulkJobSerializer.ItemStates[BulkJobSerializer.ItemStates[s]]));
        foreach (var kind in Enum.GetValues<RuleKind>())
        {
            var result = new BulkJobItemResult(BulkJobItemState.Refused) { Refusals = [new("R", kind, "c", "r", null, null)] };
            Assert.Equal(kind, BulkJobSerializer.Result(BulkJobItemState.Refused, BulkJobSerializer.Write(result)).Refusals[0].Kind);
        }
    }

    private static OrderCommand Command(string golden)
    {
        var (what, reason) = BulkJobSerializer.Asked(Encoding.UTF8.GetBytes(golden));
        var by = new Caller(new("t"), new("u"), 0);
        return new BulkCommandReader().Read(new(by, "Ann", "native", what, false) { Reason = reason }).Command(7);
    }
}
