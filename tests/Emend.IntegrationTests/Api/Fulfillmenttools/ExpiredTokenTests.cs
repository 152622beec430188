using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Identity;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class ExpiredTokenTests
{
    [Fact]
    public async Task A_token_that_ran_out_is_told_so_in_the_shape_of_the_face_and_changes_nothing()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(clock);
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 1));

        clock.Pass(TimeSpan.FromMinutes(61));
        var answer = await client.Patch($"/api/orders/{order["id"]}", """{ "version": 1, "customAttributes": { "gift": true } }""");

        Assert.Equal(401, answer.Status);
        Assert.Contains("expired", answer.Problems);
        using var again = await app.SignIn();
        Assert.Equal(1, (int)(await again.Get($"/api/orders/{order["id"]}"))["version"]);
    }
}
