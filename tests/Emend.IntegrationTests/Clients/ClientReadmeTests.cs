using System.Text.RegularExpressions;
using Emend.Client;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>Runs the sample of the client README.</summary>
public sealed partial class ClientReadmeTests
{
    [Fact]
    public async Task Sample_runs()
    {
        await using var app = await EmendApp.Start();

        await RunSample(app.Url);

        using var emend = app.CreateClient();
        var order = (await emend.Orders.ListAsync().Collect()).Single();
        Assert.Equal((3L, 3m), (order.Revision, order.Lines.Single().Quantity));
    }

    [Fact]
    public void Sample_in_the_README_is_identical_to_the_tested_code()
    {
        var inReadme = CodeBlock().Match(SourceRepository.Read("src/Emend.Client/README.md")).Groups["code"].Value;
        var source = SourceRepository.Read("tests/Emend.IntegrationTests/Clients/ClientReadmeTests.cs");
        var tested = SampleSource().Match(source).Groups["code"].Value;

        Assert.NotEmpty(inReadme);
        Assert.Equal(inReadme, string.Join('\n', tested.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())));
    }

    private static async Task RunSample(Uri address)
    {
        // Start of the sample
        using var emend = new EmendClient(address, EmendCredentials.FromPassword("demo", "agent@demo.emend", "demo-agent"));

        var order = await emend.Orders.PlaceAsync(new() { Lines = [new("MUG-E-1207", 3)] });
        var reduction = new Modification(new Change.SetQuantity(order.Lines[0].Id, 2)) { Reason = "customerRequest" };

        var preview = await emend.Orders.PreviewAsync(order.Id, reduction);
        Console.WriteLine($"{preview.Consequences?.Total.Delta} {preview.Consequences?.Total.After?.Currency}");
        if (preview.Accepted)
        {
            await emend.Orders.ModifyAsync(order.Id, reduction with { QuoteToken = preview.QuoteToken });
        }

        try
        {
            await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(order.Lines[0].Id, 900_000)));
        }
        catch (RuleViolationException exception)
        {
            foreach (var violation in exception.Violations)
            {
                Console.WriteLine($"{violation.Rule}: {violation.Remedy}");
            }
        }

        await emend.Orders.UndoAsync(order.Id, 2, new() { Comment = "not meant" });
        await foreach (var entry in emend.Orders.ListHistoryAsync(order.Id))
        {
            Console.WriteLine($"{entry.Revision} {entry.Actor.Name}");
        }
        // End of the sample
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(
        " +// Start of the sample\n(?<code>.*?) +// End of the sample", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex SampleSource();
}
