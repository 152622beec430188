using System.Net.Http.Json;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>The main functions of the C# client against a running server.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Orders_are_read_and_changed_by_the_order_number_of_the_shop()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.Orders.PlaceAsync(new() { TenantOrderId = "A/1 ß", Lines = [new(ClientFixture.Mug, 1)] });
        var number = OrdersClient.ByTenantOrderId("A/1 ß");

        var modified = await emend.Orders.ModifyAsync(number, new(new Change.SetQuantity(order.Lines[0].Id, 2)));
        var read = await emend.Orders.GetAsync(number);

        Assert.Equal((order.Id, order.Id, 2), (modified.Order, read.Id, read.Lines[0].Quantity));
    }

    [Fact]
    public async Task Order_is_placed_previewed_modified_and_undone()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();

        var order = await PlaceOrder(emend);
        var actions = await emend.Orders.GetAvailableActionsAsync(order.Id);
        Assert.Contains(actions.Actions, action => action is { Allowed: true, Effects.Count: > 0 });

        var change = new Modification(
            new Change.SetQuantity(order.Lines[0].Id, 2), new Change.AddLine(ClientFixture.Cap, 1) { Title = "Cap" })
        {
            Comment = "the customer called", BaseRevision = order.Revision,
        };
        var preview = await emend.Orders.PreviewAsync(order.Id, change);
        var modified = await emend.Orders.ModifyAsync(order.Id, change);
        Assert.Equal((true, null, 2L), (preview.Accepted, preview.Revision, modified.Revision!.Value));
        Assert.Equal(preview.Consequences!.Reservations.After, modified.Consequences!.Reservations.After);
        var total = modified.Consequences.Total;
        Assert.Equal(total.After!.Amount - total.Before!.Amount, total.Delta);

        var entry = (await emend.Orders.ListHistoryAsync(order.Id).Collect()).Single();
        Assert.Equal(("Aart Agent", "the customer called", "native"), (entry.Actor.Name, entry.Comment, entry.Api));
        var quantity = entry.Differences.Single(d => d.Path.EndsWith("/quantity", StringComparison.Ordinal));
        Assert.Equal((DifferenceArea.Lines, DifferenceKind.Changed), (quantity.Area, quantity.Kind));
        Assert.Equal(2, quantity.After!.Value.GetDecimal());
        Assert.Equal(entry.Differences.Count, (await emend.Orders.GetHistoryEntryAsync(order.Id, 2)).Differences.Count);

        Assert.True((await emend.Orders.PreviewUndoAsync(order.Id, 2)).Accepted);
        var undone = await emend.Orders.UndoAsync(order.Id, 2, new() { Comment = "not meant" });
        Assert.Equal(3, undone.Revision);
        Assert.Equal(3m, (await emend.Orders.GetAsync(order.Id)).Lines.Single().Quantity);
        Assert.Equal([2L, 1L], (await emend.Orders.GetAsync(order.Id, 2)).Lines.Select(l => (long)l.Quantity));
    }

    [Fact]
    public async Task Order_is_read_by_revision_by_time_and_only_if_changed()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();
        var placed = DateTimeOffset.UtcNow;
        await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["gift"] = true })));

        var diff = await emend.Orders.CompareAsync(order.Id, placed, 2);

        Assert.Equal((1L, 2L), (diff.From, diff.To));
        Assert.Contains(diff.Differences, d => d.Path == "/attributes/gift" && d.After!.Value.GetBoolean());
        Assert.Null((await emend.Orders.GetAsync(order.Id, placed)).Attributes);
        Assert.Null(await emend.Orders.GetIfChangedAsync(order.Id, 2));
        Assert.Equal(2, (await emend.Orders.GetIfChangedAsync(order.Id, 1))!.Revision);
    }

    [Fact]
    public async Task Server_accepts_every_change_type()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.Orders.PlaceAsync(new() { Lines = [new(ClientFixture.Mug, 3), new(ClientFixture.Cap, 1)] });
        var (mug, cap) = (order.Lines[0].Id, order.Lines[1].Id);
        var preferred = new DateTimeOffset(2099, 12, 24, 10, 0, 0, TimeSpan.Zero);

        await emend.Orders.ModifyAsync(order.Id, new(
            new Change.SetQuantity(mug, 2),
            new Change.RemoveLine(cap),
            new Change.AddLine("TSHIRT-W-2468", 1),
            new Change.SetArticle(mug, "A mug") { Details = new() { ["color"] = "blue" } },
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
            [(ClientFixture.Mug, "A mug", 2m), ("TSHIRT-W-2468", "TSHIRT-W-2468", 1m)],
            first.Lines.Select(l => (l.Article, l.Title, l.Quantity)));
        Assert.Equal(("blue", "S"), ((string?)first.Lines[0].Details!["color"], (string?)first.Lines[0].Attributes!["engrave"]));
        Assert.Equal((preferred, true), (first.Delivery.PreferredTime!.Value, (bool)first.Attributes!["gift"]!));
        Assert.Equal(("c-1", "s@example.com", 1), (first.Consumer.Id, first.Consumer.Email, (int)first.Consumer.Attributes!["vip"]!));
        Assert.Equal((null, null, null), (second.Delivery.PreferredTime, second.Attributes, second.Consumer.Email));
        Assert.Equal(("c-1", null), (second.Consumer.Id, second.Consumer.Attributes));
    }

    [Fact]
    public async Task History_is_listed_across_pages()
    {
        await using var app = await EmendApp.Start();
        using var emend = app.CreateClient();
        var order = await emend.PlaceOrder();
        for (var i = 0; i < 27; i++)
        {
            await emend.Orders.ModifyAsync(order.Id, new(new Change.SetAttributes(new() { ["i"] = i })));
        }

        var all = await emend.Orders.ListHistoryAsync(order.Id).Collect();
        Assert.Equal(Enumerable.Range(2, 27).Reverse().Select(i => (long)i), all.Select(e => e.Revision));
        Assert.Equal([5L, 4L], (await emend.Orders.ListHistoryPageAsync(order.Id, before: 6, size: 2)).Entries.Select(e => e.Revision));
        Assert.Equal(28, (await emend.Orders.ListHistoryAsync(order.Id, includeFulfillment: true).Collect()).Count);
    }

    [Fact]
    public async Task Credentials_users_and_audit_log_are_managed()
    {
        await using var app = await EmendApp.Start();
        using var admin = app.CreateClient("admin");

        var created = await admin.Credentials.CreateAsync(new() { Name = "shop", Roles = [new() { Role = "SUPERVISOR" }] });
        using var apiClient = new EmendClient(app.Url, EmendCredentials.FromApiKey(created.Secret));
        Assert.Equal(1, (await apiClient.PlaceOrder()).Revision);
        var rotated = await admin.Credentials.RotateAsync(created.Id, overlapMinutes: 5);
        Assert.NotEqual(created.Secret, rotated.Secret);
        Assert.Equal("shop", (await admin.Credentials.GetAsync(created.Id)).Name);
        await admin.Credentials.RevokeAsync(created.Id);
        Assert.DoesNotContain(await admin.Credentials.ListAsync(), c => c.Id == created.Id);
        await Assert.ThrowsAsync<UnauthenticatedException>(() => apiClient.PlaceOrder());

        var audit = await admin.Audit.ListPageAsync(size: 3);
        Assert.Equal(created.Id, audit[0].Target.Id);
        Assert.Equal(audit[2].Id, (await admin.Audit.ListPageAsync(before: audit[1].Id, size: 1)).Single().Id);
        var self = audit[0].Actor.Id;
        Assert.True((await admin.Users.GetAsync(self)).Active);
        Assert.True((await admin.Users.SetActiveAsync(self, true)).Active);
        Assert.Equal(self, (await admin.Users.UnlockAsync(self)).Id);
    }

    [Fact]
    public async Task Invalid_token_is_renewed_and_a_wrong_password_throws()
    {
        await using var app = await EmendApp.Start();
        var tokens = 0;
        using var handler = new RecordingHandler((_, request) => IsSignIn(request) && ++tokens == 1
            ? new() { Content = JsonContent.Create(new { idToken = "expired" }) }
            : null);
        var (emend, http) = app.CreateClientWith(handler);

        Assert.Equal(1, (await emend.PlaceOrder()).Revision);
        Assert.Equal(2, tokens);
        using var wrong = new EmendClient(http, EmendCredentials.FromPassword("demo", "agent@demo.emend", "wrong"));
        var rejected = await Assert.ThrowsAsync<UnauthenticatedException>(() => wrong.Orders.GetAsync("x"));
        Assert.Contains("INVALID_LOGIN_CREDENTIALS", rejected.Message);
        http.Dispose();
    }

    private static async Task<Order> PlaceOrder(EmendClient emend)
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
        var plan = order.RoutingPlans.Single();
        Assert.Equal((RoutingPlanStatus.Routed, 3m), (plan.Status, plan.Lines.Single().Reserved));
        return order;
    }

    private static bool IsSignIn(HttpRequestMessage request) =>
        request.RequestUri!.AbsolutePath.EndsWith("signInWithPassword", StringComparison.Ordinal);
}
