using System.Text;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.Storage;

/// <summary>The facts of an order in its document.</summary>
public sealed class OrderFactFormatTests
{
    private static readonly Order Order = FullyPopulatedFulfillment.CanceledOrder;

    [Fact]
    public void Every_combination_of_facts_is_stored_and_read_back() => Assert.All(AllOrderFacts.Values, facts =>
    {
        var written = OrderSerializer.Write(Order.With(facts));

        Assert.Equal(facts, OrderSerializer.Read<Order>(written).Facts);
        Assert.Equal(written, OrderSerializer.Write(OrderSerializer.Read<Order>(written)));
        Assert.Equal(StoredOrderStatus.From(facts), (string)Value(written)["status"]!);
    });

    /// <summary>Versions before the facts know only the status. What it tells is what they know of the order.</summary>
    [Theory]
    [InlineData("OPEN", false, false, false)]
    [InlineData("LOCKED", false, false, true)]
    [InlineData("CANCELLED", true, false, false)]
    [InlineData("OBSOLETE", false, true, false)]
    public void A_document_of_an_earlier_version_has_the_fact_that_its_status_names(
        string status, bool isCanceled, bool isDeleted, bool isLocked)
    {
        var document = JsonNode.Parse(OrderSerializer.Write(Order.With(default)))!;
        document["value"]!["status"] = status;

        var order = OrderSerializer.Read<Order>(Encoding.UTF8.GetBytes(document.ToJsonString()));

        Assert.Equal(new(isCanceled, isDeleted, isLocked, false), order.Facts);
    }

    [Fact]
    public void A_fact_that_the_status_names_has_no_member_of_its_own()
    {
        Assert.Equal(["status"], Members(new(false, false, true, false)));
        Assert.Equal(["status"], Members(new(true, false, false, false)));
        Assert.Equal(["status"], Members(new(false, true, false, false)));
        Assert.Equal(["status", "locked"], Members(new(true, false, true, false)));
        Assert.Equal(["status", "canceled", "locked"], Members(new(true, true, true, false)));
        Assert.Equal(["status", "promised", "locked"], Members(new(false, false, true, true)));

        static IEnumerable<string> Members(OrderFacts facts) => Value(OrderSerializer.Write(Order.With(facts))).AsObject()
            .Select(member => member.Key).Where(name => name is "status" or "canceled" or "deleted" or "locked" or "promised");
    }

    [Fact]
    public void The_sequence_of_the_members_does_not_matter()
    {
        var facts = new OrderFacts(true, false, true, false);
        var value = Value(OrderSerializer.Write(Order.With(facts))).AsObject();
        var reversed = new JsonObject(value.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var document = new JsonObject { ["format"] = 1, ["value"] = reversed };

        Assert.Equal(facts, OrderSerializer.Read<Order>(Encoding.UTF8.GetBytes(document.ToJsonString())).Facts);
    }

    [Fact]
    public void An_unknown_status_is_not_read()
    {
        var document = JsonNode.Parse(OrderSerializer.Write(Order))!;
        document["value"]!["status"] = "PACKED";

        var error = Assert.ThrowsAny<Exception>(() => OrderSerializer.Read<Order>(Encoding.UTF8.GetBytes(document.ToJsonString())));

        Assert.Contains("PACKED", error.ToString(), StringComparison.Ordinal);
    }

    private static JsonNode Value(byte[] document) => JsonNode.Parse(document)!["value"]!;
}
