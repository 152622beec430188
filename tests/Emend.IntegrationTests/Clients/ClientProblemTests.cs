using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The exceptions of the client for the problems of a running server.</summary>
public sealed class ClientProblemTests
{
    [Fact]
    public async Task Invalid_request_lists_every_invalid_field()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();

        var invalid = await Assert.ThrowsAsync<InvalidRequestException>(
            () => emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 0), new("", 1)] }));

        Assert.Equal(["/lines/0/quantity", "/lines/1/article"], invalid.Errors.Select(e => e.Pointer));
        Assert.Equal(("invalid-request", 400), (invalid.Code, invalid.Status));
    }

    [Fact]
    public async Task Unauthenticated_and_forbidden_callers_get_different_exceptions()
    {
        await using var app = await EmendApp.Start();
        using var unknownKey = new EmendClient(app.Url, EmendCredentials.FromApiKey("none"));
        using var invalidToken = new EmendClient(app.Url, EmendCredentials.FromToken("none"));
        using var agent = app.CreateClient();
        using var picker = app.CreateClient("picker");
        var order = await agent.PlaceOrder();

        await Assert.ThrowsAsync<UnauthenticatedException>(() => unknownKey.Orders.GetAsync(order.Id));
        await Assert.ThrowsAsync<UnauthenticatedException>(() => invalidToken.Orders.GetAsync(order.Id));
        var forbidden = await Assert.ThrowsAsync<ForbiddenException>(() => agent.Audit.ListPageAsync());
        Assert.Equal("AUDIT_READ", forbidden.Permission);
        var violation = await Assert.ThrowsAsync<ForbiddenException>(
            () => picker.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 1 }))));
        Assert.True(violation.Permission is not null || violation.Violations.Any(r => r.AnyOf!.Count > 0));
    }

    [Fact]
    public async Task Missing_resources_revisions_and_policies_throw()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();

        Assert.Equal("not-found", (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync("../orders"))).Code);
        Assert.Equal(1, (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync(order.Id, 7))).Current);
        Assert.Equal(
            "before-order-creation",
            (await Assert.ThrowsAsync<NotFoundException>(() => emend.Orders.GetAsync(order.Id, DateTimeOffset.UnixEpoch))).Code);
        Assert.Equal(1, (await Assert.ThrowsAsync<NothingToUndoException>(() => emend.Orders.UndoAsync(order.Id, 1))).Current);
        var policy = await Assert.ThrowsAsync<UnknownPolicyException>(() => emend.Orders.GetAvailableActionsAsync(order.Id, "strict"));
        Assert.NotEmpty(policy.KnownPolicies);
    }

    [Fact]
    public async Task Version_conflict_is_thrown_and_never_retried()
    {
        await using var app = await EmendApp.Start();
        using var handler = new RecordingHandler((_, _) => null);
        var (emend, http) = app.CreateClientWith(handler);
        var order = await emend.PlaceOrder();
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 1 })));
        var before = handler.Sent.Count;

        var conflict = await Assert.ThrowsAsync<VersionConflictException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["a"] = 2 })) { BaseRevision = 1 }));

        Assert.Equal((2L, 1L, before + 1), (conflict.Current, conflict.Expected, handler.Sent.Count));
        http.Dispose();
    }

    [Fact]
    public async Task Rebase_conflict_lists_every_conflicting_field()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();
        var line = order.Lines[0].Id;
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 2)));

        var conflict = await Assert.ThrowsAsync<MergeConflictException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 1)) { BaseRevision = 1, Rebase = true }));

        var field = conflict.Conflicts.Single();
        Assert.Equal(
            ($"/lines/{line}/quantity", 3m, 2m, 1m),
            (field.Path, field.Base!.Value.GetDecimal(), field.Current!.Value.GetDecimal(), field.Requested!.Value.GetDecimal()));
        Assert.Equal((2L, 1L), (conflict.Current, conflict.Expected));
    }

    [Fact]
    public async Task Rule_violations_have_remedies_and_a_preview_returns_them_without_throwing()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();
        var tooMuch = new Modification(new Change.SetQuantity(order.Lines[0].Id, 900_000));

        var preview = await emend.Orders.PreviewAsync(order.Id, tooMuch);
        var rejected = await Assert.ThrowsAsync<RuleViolationException>(() => emend.Orders.ModifyAsync(order.Id, tooMuch));

        Assert.False(preview.Accepted);
        Assert.Equal(preview.Violations, rejected.Violations);
        Assert.Equal(("RT-1", RuleKind.Stock), (rejected.Violations.Single().Rule, rejected.Violations.Single().Kind));
        Assert.Contains(rejected.Violations.Single().Remedy, rejected.Message);
        Assert.Equal(1, (await emend.Orders.GetAsync(order.Id)).Revision);
        var past = await Assert.ThrowsAsync<RuleViolationException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetPreferredTime(DateTimeOffset.UnixEpoch))));
        Assert.Equal("/changes/0/preferredTime", past.Violations.Single().Pointer);
    }

    [Fact]
    public async Task Quote_token_guarantees_the_result_or_the_deviations_are_thrown()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();
        var line = order.Lines[0].Id;
        var reduction = new Modification(new Change.SetQuantity(line, 2)) { Reason = "customerRequest" };
        var token = (await emend.Orders.PreviewAsync(order.Id, reduction)).QuoteToken;

        var other = await Assert.ThrowsAsync<InvalidQuoteTokenException>(
            () => emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(line, 1)) { QuoteToken = token }));
        await emend.Orders.ModifyAsync(order.Id, new(new Change.AddLine(ClientFixture.Cap, 1)));
        var deviation = await Assert.ThrowsAsync<QuoteDeviationException>(
            () => emend.Orders.ModifyAsync(order.Id, reduction with { QuoteToken = token }));
        var secondPreview = await emend.Orders.PreviewAsync(order.Id, reduction);
        var tolerant = reduction with { QuoteToken = secondPreview.QuoteToken, Tolerance = new() { Total = 1, OtherFacilities = true } };
        var applied = await emend.Orders.ModifyAsync(order.Id, tolerant);

        Assert.Equal("/quoteToken", other.Errors.Single().Pointer);
        Assert.Contains(QuoteDeviation.Lines, deviation.Deviations);
        Assert.Equal((1, 2, true), (deviation.Quoted.Lines.Count, deviation.Actual.Lines.Count, deviation.Result!.Accepted));
        Assert.Equal((3, true), (applied.Revision, secondPreview.QuoteTokenExpiresAt > DateTimeOffset.UtcNow));
        var entry = await emend.Orders.GetHistoryEntryAsync(order.Id, 3);
        Assert.Equal("customerRequest", entry.Reason);
        Assert.NotEmpty(entry.DecisionRecord!.Rules);
    }

    [Fact]
    public async Task Reused_keys_and_names_in_use_throw()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.CreateClient("admin");
        var order = await admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "mine-1");

        Assert.Equal(order.Id, (await admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 1)] }, key: "mine-1")).Id);
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(
            () => admin.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 2)] }, key: "mine-1"));
        NewCredential shop = new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] };
        await admin.Credentials.CreateAsync(shop);
        await Assert.ThrowsAsync<NameConflictException>(() => admin.Credentials.CreateAsync(shop));
        await Assert.ThrowsAsync<InvalidStateException>(
            () => admin.Credentials.CreateAsync(shop with { Name = "other", Roles = [new() { Role = "NOBODY" }] }));
    }

    [Fact]
    public async Task Invalid_arguments_throw_before_sending()
    {
        using var emend = new EmendClient(new Uri("http://127.0.0.1:1"), EmendCredentials.None);

        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.GetAsync(" "));
        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.GetAsync(".."));
        await Assert.ThrowsAsync<ArgumentException>(() => emend.Orders.PlaceAsync(new() { Lines = [] }, key: "two words"));
        Assert.Throws<ArgumentException>(() => new EmendClient(new HttpClient()));
        Assert.Throws<ArgumentException>(() => EmendCredentials.FromApiKey(" "));
    }
}
