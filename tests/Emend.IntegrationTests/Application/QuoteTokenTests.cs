using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Quotes;

namespace Emend.IntegrationTests.Application;

/// <summary>A result matches its quote within the tolerance, or the response contains both.</summary>
public sealed class QuoteTokenTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_quote_matches_if_nothing_relevant_changed()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await PlaceOrder(app);
        var token = await GetToken(orderService, request);
        Assert.InRange(token.Length, 1, 600);

        await orderService.Execute(request with { Command = Modify(new SetPreferredTime(DateTimeOffset.UtcNow.AddDays(2))) }, Never);
        var result = await orderService.Execute(request with { Quote = new(token, default) }, Never);

        Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(result).Decision);
        var again = await orderService.Execute(request with { Quote = new(token, default) }, Never);
        Assert.IsType<Decision.NoChange>(Assert.IsType<OrderCommandResult.Decided>(again).Decision);
    }

    [Fact]
    public async Task A_deviation_is_reported_with_both_quotes_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await PlaceOrder(app);
        var token = await GetToken(orderService, request);
        await orderService.Execute(request with { Command = Modify(Add("CAP-R-9082")) }, Never);
        var revision = (await orderService.Read(request.Caller, request.OrderKey, Never)).Order!.Revision;

        var changed = Assert.IsType<OrderCommandResult.QuoteDeviated>(
            await orderService.Execute(request with { Quote = new(token, default) }, Never));

        Assert.Equal([QuoteDeviation.Lines, QuoteDeviation.Total], changed.Deviations.Take(2));
        Assert.Equal((1, 2), (changed.Quoted.Lines.Length, changed.Actual.Lines.Length));
        Assert.Equal(Quantity.From(5), changed.ActualResult.Consequences!.Lines[0].After);
        Assert.Equal(revision, (await orderService.Read(request.Caller, request.OrderKey, Never)).Order!.Revision);
    }

    [Fact]
    public async Task A_token_is_valid_only_for_its_order_caller_and_command()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (orderService, request) = await PlaceOrder(app);
        var token = await GetToken(orderService, request);
        var orderCommandRequest = request with { Quote = new(token, default) };
        var other = new OrderKey.ById(new((string)(await client.Place(("MUG-E-1207", 2)))["id"]!));

        Assert.Equal(QuoteTokenError.OtherOrder, await GetError(orderService, orderCommandRequest with { OrderKey = other }));
        Assert.Equal(
            QuoteTokenError.OtherCaller,
            await GetError(orderService, orderCommandRequest with { Caller = await TestCallers.Get(app, "agent") }));
        Assert.Equal(
            QuoteTokenError.OtherCommand, await GetError(orderService, orderCommandRequest with { Command = Modify(Add("CAP-R-9082")) }));
        var command = (OrderCommand.Modify)request.Command;
        Assert.Equal(
            QuoteTokenError.OtherCommand,
            await GetError(orderService, orderCommandRequest with { Command = command with { AcceptedPenalties = ["EL-4"] } }));
        Assert.IsType<OrderCommandResult.Decided>(
            await orderService.Execute(orderCommandRequest with { Command = command with { Comment = "Because" } }, Never));
    }

    [Fact]
    public async Task Altered_expired_and_malformed_tokens_have_different_errors()
    {
        var clock = new LateClock();
        await using var app = await EmendApp.Start(clock);
        var (orderService, request) = await PlaceOrder(app);
        var token = await GetToken(orderService, request);
        var parts = token.Split('.');
        var flipped = parts[2][0] == 'A' ? 'B' : 'A';

        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.{parts[1]}.{flipped}{parts[2][1..]}.{parts[3]}"));
        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.k1.{parts[2]}.{parts[3]}"));
        Assert.Equal(QuoteTokenError.Altered, await Of($"{parts[0]}.{parts[1]}.{parts[2]}.AAAA"));
        foreach (var nonsense in (string[])["", "p1", "....", "p2." + token[3..], "p1.é.é.é", new string('.', 100_000)])
        {
            Assert.Equal(QuoteTokenError.Malformed, await Of(nonsense));
        }

        clock.Late = TimeSpan.FromMinutes(16);
        Assert.Equal(QuoteTokenError.Expired, await Of(token));

        Task<QuoteTokenError> Of(string text) => GetError(orderService, request with { Quote = new(text, default) });
    }

    [Fact]
    public async Task A_preview_without_effect_has_no_quote()
    {
        await using var app = await EmendApp.Start();
        var (orderService, request) = await PlaceOrder(app);
        var line = ((SetLineQuantity)((OrderCommand.Modify)request.Command).Changes[0]).Line;
        foreach (var quantity in (int[])[2, 0])
        {
            var result = await orderService.Preview(
                request with { Command = Modify(new SetLineQuantity(line, Quantity.From(quantity))) }, Never);
            Assert.Null(Assert.IsType<OrderCommandResult.Decided>(result).Quote);
        }
    }

    private static async Task<QuoteTokenError> GetError(OrderService orderService, OrderCommandRequest request) =>
        Assert.IsType<OrderCommandResult.InvalidQuoteToken>(await orderService.Execute(request, Never)).Error;

    private static async Task<string> GetToken(OrderService orderService, OrderCommandRequest request) =>
        Assert.IsType<OrderCommandResult.Decided>(await orderService.Preview(request, Never)).Quote!.Token;

    private static async Task<(OrderService OrderService, OrderCommandRequest Request)> PlaceOrder(EmendApp app)
    {
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var (orderService, caller) = await TestCallers.Get(app);
        var line = new LineId((string)order["orderLineItems"]![0]!["id"]!);
        var key = new OrderKey.ById(new((string)order["id"]!));
        var command = Modify(new SetLineQuantity(line, Quantity.From(5)));
        return (orderService, new OrderCommandRequest(caller, key, command, "fulfillmenttools"));
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
