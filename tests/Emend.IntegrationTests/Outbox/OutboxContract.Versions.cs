namespace Emend.IntegrationTests.Outbox;

// Nodes of neighboring versions.
public abstract partial class OutboxContract
{
    [Fact]
    public async Task A_label_that_an_older_node_requested_is_sent_with_the_key_of_the_older_node()
    {
        var (order, parcels) = await _fixture.CreateRequestedOrder();
        var ids = (await _fixture.List(order)).Select(e => $"demo/{e!["id"]}").ToArray();
        await _fixture.Execute("DELETE FROM outbox");

        await _fixture.Process();

        Assert.Equal(["done", "done"], await _fixture.ReadStates(order));
        Assert.Equal(ids, _fixture.Carrier.Keys);
        Assert.Equal(parcels, ids.Select(id => id.Split('/')[1]));
        Assert.Empty(await _fixture.List(order));
    }

    [Fact]
    public async Task A_sweep_repairs_what_an_older_node_left()
    {
        var (order, _) = await _fixture.CreateRequestedOrder();
        await _fixture.Execute("DELETE FROM work_items");
        await _fixture.Execute(
            """
            INSERT INTO outbox (tenant_id, order_id, position, effect_id, kind, facility_id, doc, state, created_at, since, due_at)
            SELECT tenant_id, 'deleted', 1, 'deleted', kind, facility_id, doc, state, created_at, since, due_at FROM outbox LIMIT 1
            """);

        await _fixture.Outbox.Sweep(_fixture.Tenant, _fixture.Clock.GetUtcNow(), default);

        Assert.Equal(0, await _fixture.Number("SELECT count(*) FROM outbox WHERE order_id = 'deleted'"));
        await _fixture.Process();
        Assert.Equal(["done", "done"], await _fixture.ReadStates(order));
    }

    [Fact]
    public async Task An_effect_of_a_newer_version_waits_for_a_newer_node()
    {
        var (order, _) = await _fixture.CreateRequestedOrder();
        await _fixture.Execute("UPDATE outbox SET kind = 'CAPTURE_PAYMENT'");

        await _fixture.Process();

        Assert.Empty(_fixture.Carrier.Keys);
        Assert.Equal(
            [("CAPTURE_PAYMENT", "WAITING", 0), ("CAPTURE_PAYMENT", "WAITING", 0)],
            (await _fixture.List(order)).Select(e => ((string)e!["kind"]!, (string)e["state"]!, (int)e["attempts"]!)));
        Assert.Equal(1, await _fixture.Number("SELECT count(*) FROM work_items WHERE kind = 'LABEL'"));
    }

    [Fact]
    public async Task An_effect_in_a_state_of_a_newer_version_waits_for_a_newer_node()
    {
        var (order, _) = await _fixture.CreateRequestedOrder();
        await _fixture.Execute("UPDATE outbox SET state = 'PAUSED'");

        await _fixture.Process();

        Assert.Empty(_fixture.Carrier.Keys);
        Assert.Equal(
            [("WAITING", 0), ("WAITING", 0)], (await _fixture.List(order)).Select(e => ((string)e!["state"]!, (int)e["attempts"]!)));
        Assert.Equal(2, (int)(await _fixture.Client.Get("/emend/v1/outbox"))["waiting"]);
        Assert.Equal(2, await _fixture.Number("SELECT count(*) FROM outbox WHERE state = 'PAUSED'"));
    }

    [Fact]
    public async Task A_missing_effect_whose_key_another_row_has_fails_the_work_item()
    {
        var (order, parcels) = await _fixture.CreateOrder();
        await _fixture.RequestLabel(order, parcels[0]);
        await _fixture.Execute("UPDATE outbox SET order_id = 'other'");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _fixture.Process());

        Assert.Contains(order, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await _fixture.Number("SELECT count(*) FROM work_items WHERE kind = 'LABEL'"));
    }
}
