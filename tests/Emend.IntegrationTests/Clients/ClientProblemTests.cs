using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>What the real service refuses, as the exceptions of the client.</summary>
public sealed class ClientProblemTests
{
    [Fact]
    public async Task What_is_not_well_formed_names_each_field()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();

        var wrong = await Assert.ThrowsAsync<InvalidRequestException>(
            () => emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 0), new("", 1)] }));

        Assert.Equal(["/lines/0/quantity", "/lines/1/article"], wrong.Errors.Select(e => e.Pointer));
        Assert.Equal(("malformed", 400), (wrong.Code, wrong.Status));
    }

    [Fact]
    public async Task A_stranger_and_one_without_the_permission_are_told_apart()
    {
        await using var app = await EmendApp.Start();
        using var stranger = new EmendClient(app.Url, EmendCredentials.Key("none"));
        using var nobody = new EmendClient(app.Url, EmendCredentials.Token("none"));
        using var agent = app.Client();
        using var picker = app.Client("picker");
        var order = await agent.Place();

        await Assert.ThrowsAsync<UnauthenticatedException>(() => stranger.Orders.GetAsync(order.Id));
        await Assert.ThrowsAsync<UnauthenticatedException>(() => nobody.Orders.GetAsync(order.Id));
        var forbidden = await Assert.ThrowsAsync<ForbiddenException>(() => agent.Audit.PageAsync());
        Assert.Equal("AUDIT_READ", forbidden.Permission);
        var rows = await Assert.ThrowsAsync<ForbiddenException>(
            () => picker.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 1 }))));
        Assert.True(rows.Permission is not null || rows.Refusals.Any(r => r.AnyOf!.Count > 0));
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();

        Assert.Equal("not-found", (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync("../orders"))).Code);
        Assert.Equal(1, (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync(order.Id, 7))).Current);
        Assert.Equal(
            "before-it-existed",
            (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync(order.Id, DateTimeOffset.UnixEpoch))).Code);
        Assert.Equal(1, (await Assert.ThrowsAsync<NothingToUndoException>(() => emend.Orders.UndoAsync(order.Id, 1))).Current);
        var policy = await Assert.ThrowsAsync<UnknownPolicyException>(() => emend.Orders.ActionsAsync(order.Id, "strict"));
        Assert.NotEmpty(policy.Known);
    }

    [Fact]
    public async Task A_stale_revision_is_told_at_once_and_never_repeated()
    {
        await using var app = await EmendApp.Start();
        using var handler = new RecordingHandler((_, _) => null);
        var (emend, http) = app.Through(handler);
        var order = await emend.Place();
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 1 })));
        var before = handler.Sent.Count;

        var versionConflictException = await Assert.ThrowsAsync<VersionConflictException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 2 })) { BaseRevision = 1 }));

        Assert.Equal((2L, 1L, before + 1), (versionConflictException.Current, versionConflictException.Named, handler.Sent.Count));
        http.Dispose();
    }

    [Fact]
    public async Task A_rebase_that_conflicts_tells_each_field()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();
        var line = order.Lines[0].Id;
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 2)));

        var conflict = await Assert.ThrowsAsync<MergeConflictException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 1)) { BaseRevision = 1, Rebase = true }));

        var field = conflict.Conflicts.Single();
        Assert.Equal(
            ($"/lines/{line}/quantity", 3m, 2m, 1m),
            (field.Path, field.Base!.Value.GetDecimal(), field.Current!.Value.GetDecimal(), field.Requested!.Value.GetDecimal()));
        Assert.Equal((2L, 1L), (conflict.Current, conflict.Named));
    }

    [Fact]
    public async Task A_refusal_names_each_row_with_its_remedy_and_a_preview_tells_the_same_without_throwing()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();
        var tooMuch = new Modification(new Change.SetQuantity(order.Lines[0].Id, 900_000));

        var preview = await emend.Orders.PreviewAsync(order.Id, tooMuch);
        var ruleViolationException = await Assert.ThrowsAsync<RuleViolationException>(() => emend.Orders.ModifyAsync(order.Id, tooMuch));

        Assert.False(preview.Accepted);
        Assert.Equal(preview.Refusals, ruleViolationException.Refusals);
        Assert.Equal(("RT-1", RuleKind.Stock), (ruleViolationException.Refusals.Single().Rule, ruleViolationException.Refusals.Single().Kind));
        Assert.Contains(ruleViolationException.Refusals.Single().Remedy, ruleViolationException.Message);
        Assert.Equal(1, (await emend.Orders.GetAsync(order.Id)).Revision);
        var past = await Assert.ThrowsAsync<RuleViolationException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetPreferredTime(DateTimeOffset.UnixEpoch))));
        Assert.Equal("/changes/0/to", past.Refusals.Single().Pointer);
    }

    [Fact]
    public async Task A_promise_is_kept_or_what_is_otherwise_is_told()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();
        var line = order.Lines[0].Id;
        var less = new Modification(new Change.SetQuantity(line, 2)) { Reason = "customerRequest" };
        var token = (await emend.Orders.PreviewAsync(order.Id, less)).Token;

        var other = await Assert.ThrowsAsync<InvalidQuoteTokenException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 1)) { QuoteToken = token }));
        await emend.Orders.ModifyAsync(order.Id, new(new Change.AddLine(ClientFixture.Cap, 1)));
        var broken = await Assert.ThrowsAsync<QuoteDeviationException>(() => emend.Orders.ModifyAsync(order.Id, less with { QuoteToken = token }));
        var again = await emend.Orders.PreviewAsync(order.Id, less);
        var within = less with { QuoteToken = again.Token, Tolerance = new() { Total = 1, OtherFacilities = true } };
        var done = await emend.Orders.ModifyAsync(order.Id, within);

        Assert.Equal("/token", other.Errors.Single().Pointer);
        Assert.Contains(QuoteDeviation.Lines, broken.Breaks);
        Assert.Equal((1, 2, true), (broken.Promised.Lines.Count, broken.Now.Lines.Count, broken.Outcome!.Accepted));
        Assert.Equal((3, true), (done.Revision, again.QuoteTokenExpiresAt > DateTimeOffset.UtcNow));
        var entry = await emend.Orders.HistoryAtAsync(order.Id, 3);
        Assert.Equal("customerRequest", entry.Reason);
        Assert.NotEmpty(entry.DecisionRecord!.Rules);
    }

    [Fact]
    public async Task A_key_used_for_something_else_and_a_name_taken_are_told()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.Client("admin");
        var order = await admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "mine-1");

        Assert.Equal(order.Id, (await admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "mine-1")).Id);
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 2)] }, key: "mine-1"));
        NewCredential shop = new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] };
        await admin.Credentials.CreateAsync(shop);
        await Assert.ThrowsAsync<NameConflictException>(() => admin.Credentials.CreateAsync(shop));
        await Assert.ThrowsAsync<InvalidStateException>(
            () => admin.Credentials.CreateAsync(shop with { Name = "other", Roles = [new() { Role = "NOBODY" }] }));
    }

    [Fact]
    public async Task What_the_client_itself_cannot_send_is_an_argument_s_fault()
    {
        using var emend = new EmendClient(new Uri("http://127.0.0.1:1"), EmendCredentials.None);

        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.GetAsync(" "));
        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.GetAsync(".."));
        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.PlaceAsync(new() { Lines = [] }, key: "two words"));
        Assert.Throws<ArgumentException>(() => new EmendClient(new HttpClient()));
        Assert.Throws<ArgumentException>(() => EmendCredentials.Key(" "));
    }
}
