using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ExpiredTokenTests
{
    [Fact]
    public async Task An_expired_token_is_rejected_in_the_error_format_and_changes_nothing()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(clock);
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 1));

        clock.Advance(TimeSpan.FromMinutes(61));
        var answer = await client.Patch($"/api/orders/{order["id"]}", """{ "version": 1, "customAttributes": { "gift": true } }""");

        Assert.Equal(401, answer.Status);
        Assert.Contains("expired", answer.Problems);
        using var again = await app.SignIn();
        Assert.Equal(1, (int)(await again.Get($"/api/orders/{order["id"]}"))["version"]);
    }
}
