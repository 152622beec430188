using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>A message about an unknown id repeats the id in full, so that a client can find it in its log.</summary>
public sealed class NotFoundMessageTests
{
    private const string Id = "0192f0c4-5b1e-7c3a-9f00-2d4a6c8e0b12";

    [Fact]
    public async Task The_message_repeats_the_whole_id()
    {
        await using var app = await EmendApp.Start();
        using var client = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
        foreach (var (path, id) in (IEnumerable<(string, string)>)
            [
                ("/emend/v1/orders/", Id), ("/emend/v1/subscriptions/", Id), ("/emend/v1/bulk-jobs/", Id + Id),
                ("/api/orders/", Id), ("/api/pickjobs/", Id + Id), ("/api/facilities/", $"urn:fft:facility:tenantFacilityId:{Id}"),
            ])
        {
            var answer = await client.Get(path + id);

            Assert.True(answer.Status == 404 && answer.Text.Contains(id, StringComparison.Ordinal), $"{path}{id}: {answer.Text}");
        }
    }
}
