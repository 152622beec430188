using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ConfigurationTests : IAsyncLifetime
{
    private const string Path = "/api/configurations/ordermodification";

    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start();
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_switch_is_read_and_turned_in_versions()
    {
        var before = await client.Get(Path);
        Assert.True((bool)before["allowOrderLineItemModification"]!);
        var version = (long)before["version"]!;
        Assert.Equal(before.Text, (await client.Put(Path, Body(version, true))).Text);

        var off = await client.Put(Path, Body(version, false));
        Assert.Equal((200, false), (off.Status, (bool)off["allowOrderLineItemModification"]!));
        Assert.Equal(off.Text, (await client.Get(Path)).Text);
        var stale = await client.Put(Path, Body(version, true));
        Assert.Equal(409, stale.Status);
        Assert.Equal(((long)off["version"]!, version), ((long)stale.Body![0]!["version"]!, (long)stale.Body[0]!["requestVersion"]!));
    }

    [Theory]
    [InlineData("{}", "version is missing")]
    [InlineData("""{"version":1,"allowOrderLineItemModification":"yes"}""", "Must be true or false")]
    [InlineData("""{"version":1,"allowOrderLineItemModificaton":true}""", "Did you mean allowOrderLineItemModification?")]
    public async Task A_malformed_switch_is_told_what_is_wrong(string body, string problem)
    {
        var answer = await client.Put(Path, body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Fact]
    public async Task Who_may_not_configure_is_told_so()
    {
        using var agent = await app.SignIn("agent");
        var answer = await agent.Put(Path, Body(0, true));
        Assert.Equal(403, answer.Status);
        Assert.Contains("CONFIG_WRITE", answer.Problems);
    }

    private static string Body(long version, bool allow) =>
        $$"""{"version":{{version}},"allowOrderLineItemModification":{{(allow ? "true" : "false")}}}""";
}
