using System.Text.RegularExpressions;
using Emend.Client;
using Emend.IntegrationTests.Architecture;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>What the README of the client shows is what is run here.</summary>
public sealed partial class ClientReadmeTests
{
    [Fact]
    public async Task The_sample_does_what_it_says()
    {
        await using var app = await EmendApp.Start();

        await Sample(app.Url);

        using var emend = app.Client();
        var order = (await emend.Orders.ListAsync().All()).Single();
        Assert.Equal((3L, 3m), (order.Revision, order.Lines.Single().Quantity));
    }

    [Fact]
    public void The_sample_is_the_one_that_is_shown()
    {
        var shown = Block().Match(SourceRepository.Read("src/Emend.Client/README.md")).Groups["code"].Value;
        var run = Shown().Match(SourceRepository.Read("tests/Emend.IntegrationTests/Clients/ClientReadmeTests.cs")).Groups["code"].Value;

        Assert.NotEmpty(shown);
        Assert.Equal(shown, string.Join('\n', run.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())));
    }

    private static async Task Sample(Uri address)
    {
        // Shown from here
        using var emend = new EmendClient(address, EmendCredentials.SignIn("demo", "agent@demo.emend", "demo-agent"));

        var order = await emend.Orders.PlaceAsync(new() { Lines = [new("MUG-E-1207", 3)] });
        var less = new Modification(new Change.SetQuantity(order.Lines[0].Id, 2)) { Reason = "customerRequest" };

        var preview = await emend.Orders.PreviewAsync(order.Id, less);
        Console.WriteLine($"{preview.Consequences?.Total.Delta} {preview.Consequences?.Total.After?.Currency}");
        if (preview.Accepted) await emend.Orders.ModifyAsync(order.Id, less with { QuoteToken = preview.Token });

        try
        {
            await emend.Orders.ModifyAsync(order.Id, new(new Change.SetQuantity(order.Lines[0].Id, 900_000)));
        }
        catch (RuleViolationException ruleViolationException)
        {
            foreach (var violation in ruleViolationException.Refusals) Console.WriteLine($"{violation.Rule}: {violation.Condition} {violation.Remedy}");
        }

        await emend.Orders.UndoAsync(order.Id, 2, new() { Comment = "not meant" });
        await foreach (var entry in emend.Orders.HistoryAsync(order.Id)) Console.WriteLine($"{entry.Revision} {entry.Actor.Name}");
        // to here.
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Block();

    [GeneratedRegex(" +// Shown from here\n(?<code>.*?) +// to here", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shown();
}
