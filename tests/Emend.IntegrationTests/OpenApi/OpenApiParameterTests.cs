using System.Text.RegularExpressions;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>Endpoints read exactly the parameters in their metadata.</summary>
public sealed partial class OpenApiParameterTests
{
    [Fact]
    public async Task Every_endpoint_reads_its_documented_parameters()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var samples = await SampleEntities.Create(client);
        foreach (
            var endpoint in OpenApiConformance.All
                .Where(e => e.Operation.Parameters.Any(p => !p.IsHeader)
                    && e.Authorization is { RequiresAuthentication: true, IsOperator: false }))
        {
            var sampleRequest = samples.FindRequest($"{endpoint.Method} {endpoint.Path}")!;
            var path = sampleRequest.Path.Split('?')[0] + "?zzzzzzzzzz=1";
            var answer = await client.Send(new HttpMethod(endpoint.Method), path, sampleRequest.Body);
            Assert.Equal((path, 400), (path, answer.Status));
            var names = Known().Match(answer.Text).Groups["names"].Value.Split(", ").Order();
            Assert.Equal((path, Names(endpoint)), (path, string.Join(", ", names)));
        }
    }

    private static string Names(Emend.Server.OpenApi.EndpointDescription endpoint) =>
        string.Join(", ", endpoint.Operation.Parameters.Where(p => !p.IsHeader).Select(p => p.Name).Order());

    [GeneratedRegex(@"zzzzzzzzzz.*?must be one of (?<names>[\w-]+(, [\w-]+)*)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
