using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// Every query parameter of every documented endpoint without a value. An empty filter would list everything, so it is an error.
/// </summary>
public sealed class EmptyParameterTests : IAsyncLifetime
{
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private SampleEntities _samples = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
        _samples = await SampleEntities.Create(_client);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("=")]
    [InlineData("=&{0}=")]
    [InlineData("")]
    public async Task An_empty_query_parameter_is_rejected_by_name(string suffix)
    {
        var (wrong, count) = (new List<string>(), 0);
        foreach (var endpoint in OpenApiConformance.All.Where(
            e => e.Authorization is { RequiresAuthentication: true, IsOperator: false }))
        {
            var name = $"{endpoint.Method} /{endpoint.Pattern.RawText!.TrimStart('/')}";
            var sample = _samples.FindRequest(name)!;
            foreach (var parameter in endpoint.Operation.Parameters.Where(p => !p.IsHeader))
            {
                count++;
                var query = parameter.Name + suffix.Replace("{0}", parameter.Name, StringComparison.Ordinal);
                var answer = await _client.Send(new(endpoint.Method), $"{sample.Path.Split('?')[0]}?{query}", sample.Body);
                if (answer.Status != 400 || !answer.Text.Contains(parameter.Name, StringComparison.Ordinal)
                    || !answer.Text.Contains("is empty", StringComparison.Ordinal))
                {
                    wrong.Add($"{name}?{query}: {answer.Status} {answer.Text}");
                }
            }
        }

        Assert.True(count > 100, $"{count} parameters");
        RuleFindings.MustBeNone(wrong);
    }
}
