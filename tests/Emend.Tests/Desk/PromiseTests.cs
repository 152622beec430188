using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Promises;
using Emend.Tests.Fixtures;

namespace Emend.Tests.Desk;

/// <summary>What a preview promised is kept, within what the caller tolerates, or both outcomes are told.</summary>
public sealed class PromiseTests
{
    private static CancellationToken Never => CancellationToken.None;

    [Fact]
    public async Task A_promise_is_kept_where_nothing_else_changed_also_after_another_change_that_does_not_matter()
    {
        await using var app = await EmendApp.Start();
        var (desk, request) = await Scene(app);
        var token = await Token(desk, request);
        Assert.InRange(token.Length, 1, 600);

        await desk.Submit(request with { Command = Modify(new SetPreferredTime(DateTimeOffset.UtcNow.AddDays(2))) }, Never);
        var outcome = await desk.Submit(request with { Promised = new(token, default) }, Never);

        Assert.IsType<Decision.Accepted>(Assert.IsType<Outcome.Decided>(outcome).Decision);
        var again = await desk.Submit(request with { Promised = new(token, default) }, Never);
        Assert.IsType<Decision.NoChange>(Assert.IsType<Outcome.Decided>(again).Decision);
    }

    [Fact]
    public async Task What_would_come_out_otherwise_is_told_with_both_outcomes_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        var (desk, request) = await Scene(app);
        var token = await Token(desk, request);
        await desk.Submit(request with { Command = Modify(Add("CAP-R-9082")) }, Never);
        var revision = (await desk.Read(request.Caller, request.Key, Never)).Order!.Revision;

        var changed = Assert.IsType<Outcome.Changed>(await desk.Submit(request with { Promised = new(token, default) }, Never));

        Assert.Equal([PromiseBreak.Lines, PromiseBreak.Total], changed.Breaks.Take(2));
        Assert.Equal((1, 2), (changed.Promised.Lines.Length, changed.Now.Lines.Length));
        Assert.Equal(Quantity.Of(5), changed.Instead.Consequences!.Lines[0].After);
        Assert.Equal(revision, (await desk.Read(request.Caller, request.Key, Never)).Order!.Revision);
    }

    [Fact]
    public async Task A_token_counts_for_its_order_its_caller_and_its_request_only()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var (desk, request) = await Scene(app);
        var token = await Token(desk, request);
        var held = request with { Promised = new(token, default) };
        var other = new OrderKey.ById(new((string)(await client.Place(("MUG-E-1207", 2)))["id"]!));

        Assert.Equal(PromiseFault.OtherOrder, await Fault(desk, held with { Key = other }));
        Assert.Equal(PromiseFault.OtherCaller, await Fault(desk, held with { Caller = await Callers.Of(app, "agent") }));
        Assert.Equal(PromiseFault.OtherCommand, await Fault(desk, held with { Command = Modify(Add("CAP-R-9082")) }));
        var command = (OrderCommand.Modify)request.Command;
        Assert.Equal(PromiseFault.OtherCommand, await Fault(desk, held with { Command = command with { Accept = ["EL-4"] } }));
        Assert.IsType<Outcome.Decided>(await desk.Submit(held with { Command = command with { Comment = "Because" } }, Never));
    }

    [Fact]
    public async Task An_altered_an_expired_and_a_made_up_token_are_told_apart()
    {
        var clock = new LateClock();
        await using var app = await EmendApp.Start(clock);
        var (desk, request) = await Scene(app);
        var token = await Token(desk, request);
        var parts = token.Split('.');
        var flipped = parts[2][0] == 'A' ? 'B' : 'A';

        Assert.Equal(PromiseFault.Altered, await Of($"{parts[0]}.{parts[1]}.{flipped}{parts[2][1..]}.{parts[3]}"));
        Assert.Equal(PromiseFault.Altered, await Of($"{parts[0]}.k1.{parts[2]}.{parts[3]}"));
        Assert.Equal(PromiseFault.Altered, await Of($"{parts[0]}.{parts[1]}.{parts[2]}.AAAA"));
        foreach (var nonsense in (string[])["", "p1", "....", "p2." + token[3..], "p1.é.é.é", new string('.', 100_000)])
            Assert.Equal(PromiseFault.Malformed, await Of(nonsense));
        clock.Late = TimeSpan.FromMinutes(16);
        Assert.Equal(PromiseFault.Expired, await Of(token));

        Task<PromiseFault> Of(string text) => Fault(desk, request with { Promised = new(text, default) });
    }

    [Fact]
    public async Task Nothing_is_promised_where_nothing_is_done()
    {
        await using var app = await EmendApp.Start();
        var (desk, request) = await Scene(app);
        var line = ((SetLineQuantity)((OrderCommand.Modify)request.Command).Changes[0]).Line;
        foreach (var quantity in (int[])[2, 0])
        {
            var outcome = await desk.Preview(request with { Command = Modify(new SetLineQuantity(line, Quantity.Of(quantity))) }, Never);
            Assert.Null(Assert.IsType<Outcome.Decided>(outcome).Promise);
        }
    }

    private static async Task<PromiseFault> Fault(OrderDesk desk, DeskRequest request) =>
        Assert.IsType<Outcome.PromiseRefused>(await desk.Submit(request, Never)).Fault;

    private static async Task<string> Token(OrderDesk desk, DeskRequest request) =>
        Assert.IsType<Outcome.Decided>(await desk.Preview(request, Never)).Promise!.Token;

    private static async Task<(OrderDesk Desk, DeskRequest Request)> Scene(EmendApp app)
    {
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var (desk, caller) = await Callers.Of(app);
        var line = new LineId((string)order["orderLineItems"]![0]!["id"]!);
        var key = new OrderKey.ById(new((string)order["id"]!));
        var command = Modify(new SetLineQuantity(line, Quantity.Of(5)));
        return (desk, new DeskRequest(caller, key, command, "fulfillmenttools", Fulfillmenttools.Policy));
    }

    private static OrderCommand.Modify Modify(Change change) => new([change], null, null, IfUnroutable.Accept);

    private static AddLine Add(string article) =>
        new(new LineDraft(new(article), new(article, null), Quantity.Of(1), Personal.NoAttributes, null));

    private sealed class LateClock : TimeProvider
    {
        public TimeSpan Late { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Late;
    }
}
