using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ConfigurationTests : IAsyncLifetime
{
    private const string Path = "/api/configurations/ordermodification";

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_flag_is_read_and_set_with_versions()
    {
        var before = await _client.Get(Path);
        Assert.True((bool)before["allowOrderLineItemModification"]!);
        var version = (long)before["version"]!;
        Assert.Equal(before.Text, (await _client.Put(Path, Body(version, true))).Text);

        var off = await _client.Put(Path, Body(version, false));
        Assert.Equal((200, false), (off.Status, (bool)off["allowOrderLineItemModification"]!));
        Assert.Equal(off.Text, (await _client.Get(Path)).Text);
        var stale = await _client.Put(Path, Body(version, true));
        Assert.Equal(409, stale.Status);
        Assert.Equal(((long)off["version"]!, version), ((long)stale.Body![0]!["version"]!, (long)stale.Body[0]!["requestVersion"]!));
    }

    [Theory]
    [InlineData("{}", "version is missing")]
    [InlineData("""{"version":1,"allowOrderLineItemModification":"yes"}""", "Must be true or false")]
    [InlineData("""{"version":1,"allowOrderLineItemModificaton":true}""", "Did you mean allowOrderLineItemModification?")]
    public async Task An_invalid_configuration_is_rejected_with_the_error(string body, string problem)
    {
        var answer = await _client.Put(Path, body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Fact]
    public async Task A_caller_without_permission_is_rejected()
    {
        using var agent = await _app.SignIn("agent");
        var answer = await agent.Put(Path, Body(0, true));
        Assert.Equal(403, answer.Status);
        Assert.Contains("CONFIG_WRITE", answer.Problems);
    }

    private static string Body(long version, bool allow) =>
        $$"""{"version":{{version}},"allowOrderLineItemModification":{{(allow ? "true" : "false")}}}""";
}
