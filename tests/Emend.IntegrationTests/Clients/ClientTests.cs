using System.Net.Http.Json;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The C# client against a running Emend, as somebody would use it.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task An_order_is_placed_previewed_modified_and_taken_back()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();

        var order = await Placed(emend);
        var actions = await emend.Orders.ActionsAsync(order.Id);
        Assert.Contains(actions.Actions, action => action is { Allowed: true, Effects.Count: > 0 });

        var change = new Modification(new Change.SetQuantity(order.Lines[0].Id, 2), new Change.AddLine(ClientFixture.Cap, 1) { Title = "Cap" })
        {
            Comment = "the customer called", BaseRevision = order.Revision,
        };
        var preview = await emend.Orders.PreviewAsync(order.Id, change);
        var done = await emend.Orders.ModifyAsync(order.Id, change);
        Assert.Equal((true, null, 2L), (preview.Accepted, preview.Revision, done.Revision!.Value));
        Assert.Equal(preview.Consequences!.Reservations.After, done.Consequences!.Reservations.After);
        Assert.Equal(done.Consequences.Total.After!.Amount - done.Consequences.Total.Before!.Amount, done.Consequences.Total.Delta);

        var entry = (await emend.Orders.HistoryAsync(order.Id).All()).Single();
        Assert.Equal(("Aart Agent", "the customer called", "native"), (entry.Actor.Name, entry.Comment, entry.Api));
        var quantity = entry.Differences.Single(d => d.Path.EndsWith("/quantity", StringComparison.Ordinal));
        Assert.Equal((DifferenceArea.Lines, DifferenceKind.Changed), (quantity.Area, quantity.Kind));
        Assert.Equal(2, quantity.After!.Value.GetDecimal());
        Assert.Equal(entry.Differences.Count, (await emend.Orders.HistoryAtAsync(order.Id, 2)).Differences.Count);

        Assert.True((await emend.Orders.PreviewUndoAsync(order.Id, 2)).Accepted);
        var undone = await emend.Orders.UndoAsync(order.Id, 2, new() { Comment = "not meant" });
        Assert.Equal(3, undone.Revision);
        Assert.Equal(3m, (await emend.Orders.GetAsync(order.Id)).Lines.Single().Quantity);
        Assert.Equal([2L, 1L], (await emend.Orders.GetAsync(order.Id, 2)).Lines.Select(l => (long)l.Quantity));
    }

    [Fact]
    public async Task An_order_is_read_as_of_revisions_and_moments_and_only_where_it_changed()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();
        await Task.Delay(5);
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["gift"] = true })));

        var placed = order.CreatedAt.AddMilliseconds(1);
        var diff = await emend.Orders.DiffAsync(order.Id, placed, 2);

        Assert.Equal((1L, 2L), (diff.From, diff.To));
        Assert.Contains(diff.Differences, d => d.Path == "/attributes/gift" && d.After!.Value.GetBoolean());
        Assert.Null((await emend.Orders.GetAsync(order.Id, placed)).Attributes);
        Assert.Null(await emend.Orders.GetIfChangedAsync(order.Id, 2));
        Assert.Equal(2, (await emend.Orders.GetIfChangedAsync(order.Id, 1))!.Revision);
    }

    [Fact]
    public async Task Every_change_is_understood_by_the_service()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 3), new(ClientFixture.Cap, 1)] });
        var (mug, cap) = (order.Lines[0].Id, order.Lines[1].Id);
        var preferred = new DateTimeOffset(2099, 12, 24, 10, 0, 0, TimeSpan.Zero);

        await emend.Orders.ModifyAsync(order.Id, new(
            new Change.SetQuantity(mug, 2),
            new Change.RemoveLine(cap),
            new Change.AddLine("TSHIRT-W-2468", 1),
            new Change.SetArticle(mug, "A mug") { Details = new() { ["colour"] = "blue" } },
            new Change.SetPreferredTime(preferred),
            new Change.SetAttributes(new() { ["gift"] = true }),
            new Change.SetLineAttributes(mug, new() { ["engrave"] = "S" }),
            new Change.SetConsumer { Id = "c-1", Email = "s@example.com", Attributes = new() { ["vip"] = 1 } }));
        var first = await emend.Orders.GetAsync(order.Id);
        await emend.Orders.ModifyAsync(order.Id, new(
            new Change.SetPreferredTime(null),
            new Change.SetAttributes(new() { ["gift"] = null }),
            new Change.SetConsumer { Email = null, Attributes = [] }));
        var second = await emend.Orders.GetAsync(order.Id);

        Assert.Equal(
            [(ClientFixture.Mug, "A mug", 2m), ("TSHIRT-W-2468", "TSHIRT-W-2468", 1m)], first.Lines.Select(l => (l.Article, l.Title, l.Quantity)));
        Assert.Equal(("blue", "S"), ((string?)first.Lines[0].Details!["colour"], (string?)first.Lines[0].Attributes!["engrave"]));
        Assert.Equal((preferred, true), (first.Delivery.PreferredTime!.Value, (bool)first.Attributes!["gift"]!));
        Assert.Equal(("c-1", "s@example.com", 1), (first.Consumer.Id, first.Consumer.Email, (int)first.Consumer.Attributes!["vip"]!));
        Assert.Equal((null, null, null), (second.Delivery.PreferredTime, second.Attributes, second.Consumer.Email));
        Assert.Equal(("c-1", null), (second.Consumer.Id, second.Consumer.Attributes));
    }

    [Fact]
    public async Task The_history_goes_on_over_pages()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.Client();
        var order = await emend.Place();
        for (var i = 0; i < 27; i++)
            await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["i"] = i })));

        var all = await emend.Orders.HistoryAsync(order.Id).All();
        Assert.Equal(Enumerable.Range(2, 27).Reverse().Select(i => (long)i), all.Select(e => e.Revision));
        Assert.Equal([5L, 4L], (await emend.Orders.HistoryPageAsync(order.Id, before: 6, size: 2)).Entries.Select(e => e.Revision));
        Assert.Equal(28, (await emend.Orders.HistoryAsync(order.Id, all: true).All()).Count);
    }

    [Fact]
    public async Task A_key_for_a_program_is_made_used_rotated_and_revoked_and_users_are_let_in_or_not()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.Client("admin");

        var made = await admin.Credentials.CreateAsync(new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] });
        using var program = new EmendClient(app.Url, EmendCredentials.Key(made.Secret));
        Assert.Equal(1, (await program.Place()).Revision);
        var rotated = await admin.Credentials.RotateAsync(made.Id, overlapMinutes: 5);
        Assert.NotEqual(made.Secret, rotated.Secret);
        Assert.Equal("shop", (await admin.Credentials.GetAsync(made.Id)).Name);
        await admin.Credentials.RevokeAsync(made.Id);
        Assert.DoesNotContain(await admin.Credentials.ListAsync(), c => c.Id == made.Id);
        await Assert.ThrowsAsync<UnauthenticatedException>(() => program.Place());

        var audit = await admin.Audit.PageAsync(size: 3);
        Assert.Equal(made.Id, audit[0].Target.Id);
        Assert.Equal(audit[2].Id, (await admin.Audit.PageAsync(before: audit[1].Id, size: 1)).Single().Id);
        var self = audit[0].Actor.Id;
        Assert.True((await admin.Users.GetAsync(self)).Active);
        Assert.True((await admin.Users.SetActiveAsync(self, true)).Active);
        Assert.Equal(self, (await admin.Users.UnlockAsync(self)).Id);
    }

    [Fact]
    public async Task A_token_that_counts_no_longer_is_asked_for_anew_and_a_wrong_password_is_told()
    {
        await using var app = await EmendApp.Start();
        var tokens = 0;
        using var handler = new RecordingHandler((_, request) => IsSignIn(request) && ++tokens == 1
            ? new() { Content = JsonContent.Create(new { idToken = "ended" }) }
            : null);
        var (emend, http) = app.Through(handler);

        Assert.Equal(1, (await emend.Place()).Revision);
        Assert.Equal(2, tokens);
        using var wrong = new EmendClient(http, EmendCredentials.SignIn("demo", "agent@demo.emend", "wrong"));
        var refused = await Assert.ThrowsAsync<UnauthenticatedException>(() => wrong.Orders.GetAsync("x"));
        Assert.Contains("INVALID_LOGIN_CREDENTIALS", refused.Message);
        http.Dispose();
    }

    private static async Task<Order> Placed(EmendClient emend)
    {
        var order = await emend.Orders.PlaceAsync(new()
        {
            TenantOrderId = "R-100",
            Consumer = new()
            {
                Email = "sanne@example.com",
                Addresses = [new() { Street = "Prinsengracht", PostalCode = "1016 GV", City = "Amsterdam", Country = "NL" }],
            },
            Lines = [new(ClientFixture.Mug, 3) { Title = "Mug", Attributes = new() { ["engrave"] = "S" } }],
            Delivery = new() { Kind = DeliveryKind.Shipping, PreferredTime = DateTimeOffset.Parse("2099-12-24T11:00:00+01:00") },
            Attributes = new() { ["campaign"] = "winter" },
        });
        Assert.Equal((1, OrderStatus.Open, "R-100"), (order.Revision, order.Status, order.TenantOrderId));
        Assert.Equal(TimeSpan.Zero, order.Delivery.PreferredTime!.Value.Offset);
        Assert.Equal(10, order.Delivery.PreferredTime.Value.Hour);
        Assert.Equal("S", (string?)order.Lines.Single().Attributes!["engrave"]);
        Assert.Equal((RoutingPlanStatus.Routed, 3m), (order.RoutingPlans.Single().Status, order.RoutingPlans.Single().Lines.Single().Reserved));
        return order;
    }

    private static bool IsSignIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("signInWithPassword", StringComparison.Ordinal);
}
