using System.Text.RegularExpressions;
using Emend.Client;
using Emend.Tests.Fixtures;
using Emend.Tests.House;

namespace Emend.Tests.Clients;

/// <summary>What the README of the client shows is what is run here.</summary>
public sealed partial class ClientReadmeTests
{
    [Fact]
    public async Task The_sample_does_what_it_says()
    {
        await using var app = await EmendApp.Start();

        await Sample(app.Url);

        using var emend = app.Client();
        var order = (await emend.Orders.List().All()).Single();
        Assert.Equal((3L, 3m), (order.Revision, order.Lines.Single().Quantity));
    }

    [Fact]
    public void The_sample_is_the_one_that_is_shown()
    {
        var shown = Block().Match(Repository.Read("src/Emend.Client/README.md")).Groups["code"].Value;
        var run = Shown().Match(Repository.Read("tests/Emend.Tests/Clients/ClientReadmeTests.cs")).Groups["code"].Value;

        Assert.NotEmpty(shown);
        Assert.Equal(shown, string.Join('\n', run.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim())));
    }

    private static async Task Sample(Uri address)
    {
        // Shown from here
        using var emend = new EmendClient(address, Access.SignIn("demo", "agent@demo.emend", "demo-agent"));

        var order = await emend.Orders.Place(new() { Lines = [new("MUG-E-1207", 3)] });
        var less = new Modification(new Change.SetQuantity(order.Lines[0].Id, 2)) { Reason = "customerRequest" };

        var preview = await emend.Orders.Preview(order.Id, less);
        Console.WriteLine($"{preview.Consequences?.Money.Delta} {preview.Consequences?.Money.After?.Currency}");
        if (preview.Accepted) await emend.Orders.Modify(order.Id, less with { Token = preview.Token });

        try
        {
            await emend.Orders.Modify(order.Id, new(new Change.SetQuantity(order.Lines[0].Id, 900_000)));
        }
        catch (RefusedException refused)
        {
            foreach (var row in refused.Refusals) Console.WriteLine($"{row.Row}: {row.Condition} {row.Remedy}");
        }

        await emend.Orders.Undo(order.Id, 2, new() { Comment = "not meant" });
        await foreach (var entry in emend.Orders.History(order.Id)) Console.WriteLine($"{entry.Revision} {entry.Actor.Name}");
        // to here.
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Block();

    [GeneratedRegex(" +// Shown from here\n(?<code>.*?) +// to here", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shown();
}
