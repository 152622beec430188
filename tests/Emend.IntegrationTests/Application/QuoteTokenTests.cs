using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application;
using Emend.Server.Application.Quotes;

namespace Emend.IntegrationTests.Application;

/// <summary>What a preview promised is kept, within what the caller tolerates, or both outcomes are told.</summary>
public sealed class QuoteTokenTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_promise_is_kept_where_nothing_else_changed_also_after_another_change_that_does_not_matter()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await Scene(app);
        var token = await Token(orderService, request);
        Assert.InRange(token.Length, 1, 600);

        await orderService.Execute(request with { Command = Modify(new SetPreferredTime(DateTimeOffset.UtcNow.AddDays(2))) }, Never);
        var outcome = await orderService.Execute(request with { Quote = new(token, default) }, Never);

        Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(outcome).Decision);
        var again = await orderService.Execute(request with { Quote = new(token, default) }, Never);
        Assert.IsType<Decision.NoChange>(Assert.IsType<OrderCommandResult.Decided>(again).Decision);
    }

    [Fact]
    public async Task What_would_come_out_otherwise_is_told_with_both_outcomes_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await Scene(app);
        var token = await Token(orderService, request);
        await orderService.Execute(request with { Command = Modify(Add("CAP-R-9082")) }, Never);
        var revision = (await orderService.Read(request.Caller, request.OrderKey, Never)).Order!.Revision;

        var changed = Assert.IsType<OrderCommandResult.QuoteDeviated>(await orderService.Execute(request with { Quote = new(token, default) }, Never));

        Assert.Equal([QuoteDeviation.Lines, QuoteDeviation.Total], changed.Deviations.Take(2));
        Assert.Equal((1, 2), (changed.Quoted.Lines.Length, changed.Actual.Lines.Length));
        Assert.Equal(Quantity.From(5), changed.ActualResult.Consequences!.Lines[0].After);
        Assert.Equal(revision, (await orderService.Read(request.Caller, request.OrderKey, Never)).Order!.Revision);
    }

    [Fact]
    public async Task A_token_counts_for_its_order_its_caller_and_its_request_only()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, request) = await Scene(app);
        var token = await Token(orderService, request);
        var orderCommandRequest = request with { Quote = new(token, default) };
        var other = new OrderKey.ById(new((string)(await client.Place(("MUG-E-1207", 2)))["id"]!));

        Assert.Equal(QuoteTokenError.OtherOrder, await Fault(orderService, orderCommandRequest with { OrderKey = other }));
        Assert.Equal(QuoteTokenError.OtherCaller, await Fault(orderService, orderCommandRequest with { Caller = await TestCallers.Of(app, "agent") }));
        Assert.Equal(QuoteTokenError.OtherCommand, await Fault(orderService, orderCommandRequest with { Command = Modify(Add("CAP-R-9082")) }));
        var command = (OrderCommand.Modify)request.Command;
        Assert.Equal(QuoteTokenError.OtherCommand, await Fault(orderService, orderCommandRequest with { Command = command with { AcceptedPenalties = ["EL-4"] } }));
        Assert.IsType<OrderCommandResult.Decided>(await orderService.Execute(orderCommandRequest with { Command = command with { Comment = "Because" } }, Never));
    }

    [Fact]
    public async Task An_altered_an_expired_and_a_made_up_token_are_told_apart()
    {
        var clock = new LateClock();
        await using var app = await EmendApp.Start(clock);
        var (orderService, request) = await Scene(app);
        var token = await Token(orderService, request);
        var parts = token.Split('.');
        var flipped = parts[2][0] == 'A' ? 'B' : 'A';

        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.{parts[1]}.{flipped}{parts[2][1..]}.{parts[3]}"));
        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.k1.{parts[2]}.{parts[3]}"));
        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.{parts[1]}.{parts[2]}.AAAA"));
        foreach (var nonsense in (string[])["", "p1", "....", "p2." + token[3..], "p1.é.é.é", new string('.', 100_000)])
            Assert.Equal(QuoteTokenError.Malformed, await Of(nonsense));
        clock.Late = TimeSpan.FromMinutes(16);
        Assert.Equal(QuoteTokenError.Expired, await Of(token));

        Task<QuoteTokenError> Of(string text) => Fault(orderService, request with { Quote = new(text, default) });
    }

    [Fact]
    public async Task Nothing_is_promised_where_nothing_is_done()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await Scene(app);
        var line = ((SetLineQuantity)((OrderCommand.Modify)request.Command).Changes[0]).Line;
        foreach (var quantity in (int[])[2, 0])
        {
            var outcome = await orderService.Preview(request with { Command = Modify(new SetLineQuantity(line, Quantity.From(quantity))) }, Never);
            Assert.Null(Assert.IsType<OrderCommandResult.Decided>(outcome).Promise);
        }
    }

    private static async Task<QuoteTokenError> Fault(OrderService orderService, OrderCommandRequest request) =>
        Assert.IsType<OrderCommandResult.InvalidQuoteToken>(await orderService.Execute(request, Never)).Fault;

    private static async Task<string> Token(OrderService orderService, OrderCommandRequest request) =>
        Assert.IsType<OrderCommandResult.Decided>(await orderService.Preview(request, Never)).Promise!.Token;

    private static async Task<(OrderService Desk, OrderCommandRequest Request)> Scene(EmendApp app)
    {
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var (orderService, caller) = await TestCallers.Of(app);
        var line = new LineId((string)order["orderLineItems"]![0]!["id"]!);
        var key = new OrderKey.ById(new((string)order["id"]!));
        var command = Modify(new SetLineQuantity(line, Quantity.From(5)));
        return (orderService, new OrderCommandRequest(caller, key, command, "fulfillmenttools", FulfillmenttoolsPolicy.Policy));
    }

    private static OrderCommand.Modify Modify(Change change) => new([change], null, null, UnroutableBehavior.Accept);

    private static AddLine Add(string article) =>
        new(new NewOrderLine(new(article), new(article, null), Quantity.From(1), PersonalData.NoAttributes, null));

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}
