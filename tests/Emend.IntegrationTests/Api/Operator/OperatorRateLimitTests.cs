using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Operator;

/// <summary>Guesses of the operator's key are limited per address, and the API is off without a configured key.</summary>
public sealed class OperatorRateLimitTests
{
    [Fact]
    public async Task Guesses_are_limited_also_with_an_api_key_of_a_tenant()
    {
        var place = new TestDatabase.SqliteTestDatabase();
        await place.Fill();
        await using var app = await EmendApp.Join(place, ["--Emend:RateLimits:AddressPerMinute=5"], _ => { });
        using var http = new HttpClient { BaseAddress = app.Url };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");

        var statuses = new List<int>();
        for (var guess = 0; guess < 8; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/emend/operator/v1/tenants");
            request.Headers.Add("X-Operator-Key", $"guess {guess}");
            using var response = await http.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal(401, statuses[0]);
        Assert.Equal(429, statuses[^1]);
        place.Dispose();
    }

    [Fact]
    public async Task Operator_api_without_a_configured_key_is_off()
    {
        using TestDatabase place = new TestDatabase.SqliteTestDatabase();
        using var emend = await EmendProcess.Start(place);
        using var operatorClient = new OperatorTestClient(emend.Url);

        var answer = await operatorClient.Get("");

        Assert.Equal(401, answer.Status);
        Assert.Contains("Emend:Operator:KeyHash", answer.Text, StringComparison.Ordinal);
    }
}
