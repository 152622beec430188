using System.Text.RegularExpressions;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>The parameters that an endpoint reads are those that its description names.</summary>
public sealed partial class OpenApiParameterTests
{
    [Fact]
    public async Task Each_reads_the_parameters_it_says_it_reads()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var samples = await SampleEntities.Of(client);
        foreach (var endpoint in OpenApiConformance.All.Where(e => e.Operation.Parameters.Any(p => !p.IsHeader) && e.Needed.Known))
        {
            var sampleRequest = samples.For($"{endpoint.Method} {endpoint.Path}")!;
            var path = sampleRequest.Path.Split('?')[0] + "?zzzzzzzzzz=1";
            var answer = await client.Send(new HttpMethod(endpoint.Method), path, sampleRequest.Body);
            Assert.Equal((path, 400), (path, answer.Status));
            var told = Known().Match(answer.Text).Groups["names"].Value.Split(", ").Order();
            Assert.Equal((path, Names(endpoint)), (path, string.Join(", ", told)));
        }
    }

    private static string Names(Emend.Server.OpenApi.EndpointDescription endpoint) =>
        string.Join(", ", endpoint.Operation.Parameters.Where(p => !p.IsHeader).Select(p => p.Name).Order());

    [GeneratedRegex(@"zzzzzzzzzz.*?known are (?<names>[\w-]+(, [\w-]+)*)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
