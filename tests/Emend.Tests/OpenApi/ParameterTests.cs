using System.Text.RegularExpressions;
using Emend.Tests.Fixtures;
using Emend.Tests.House;

namespace Emend.Tests.OpenApi;

/// <summary>The parameters that an endpoint reads are those that its description names.</summary>
public sealed partial class ParameterTests
{
    [Fact]
    public async Task Each_reads_the_parameters_it_says_it_reads()
    {
        await using var app = await EmendApp.Start();
        using var admin = await app.SignIn();
        var samples = await PermissionSamples.Of(admin);
        foreach (var endpoint in Described.All.Where(e => e.Operation.Parameters.Any(p => !p.IsHeader) && e.Needed.Known))
        {
            var sample = samples.For($"{endpoint.Method} {endpoint.Path}")!;
            var path = sample.Path.Split('?')[0] + "?zzzzzzzzzz=1";
            var answer = await admin.Send(new HttpMethod(endpoint.Method), path, sample.Body);
            Assert.Equal((path, 400), (path, answer.Status));
            var told = Known().Match(answer.Text).Groups["names"].Value.Split(", ").Order();
            Assert.Equal((path, Names(endpoint)), (path, string.Join(", ", told)));
        }
    }

    private static string Names(Emend.Server.OpenApi.DescribedEndpoint endpoint) =>
        string.Join(", ", endpoint.Operation.Parameters.Where(p => !p.IsHeader).Select(p => p.Name).Order());

    [GeneratedRegex(@"zzzzzzzzzz.*?known are (?<names>[\w-]+(, [\w-]+)*)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
