namespace Emend.Bench.Load;

/// <summary>The load generator against a server that runs already.</summary>
internal static class RunMode
{
    public static async Task Run(Arguments arguments)
    {
        var bounds = BoundsOf(arguments);
        using var emendTarget = new EmendTarget(new Uri(arguments.Text("url", "http://127.0.0.1:8080")));
        await emendTarget.Connect(
            bounds.Clients, arguments.Text("key", "demo"), arguments.Text("email", "admin@demo.emend"),
            arguments.Text("password", "demo-admin"));
        var clock = new CpuClock(arguments.Number("server-pid", 0), arguments.Number("postmaster-pid", 0));
        Scenario.Known = arguments.Number("known", 100_000);
        Console.WriteLine(LoadResult.Head);
        var names = arguments.List("scenario", string.Join(',', Scenario.All.Select(s => s.Name)));
        foreach (var scenario in names.Select(Scenario.From))
        {
            var orders = scenario.NeedsOrders ? await emendTarget.Know(await Ids(arguments, emendTarget)) : [];
            Console.WriteLine(await new ClosedLoop(scenario, bounds, clock).Run(emendTarget.Connections, orders));
        }
    }

    public static LoadLimits BoundsOf(Arguments arguments) => new(
        arguments.Number("clients", 16), arguments.Number("count", 100_000),
        arguments.Seconds("time", 10), arguments.Seconds("warm-up", 3));

    private static async Task<IReadOnlyList<string>> Ids(Arguments arguments, EmendTarget emendTarget)
    {
        var max = arguments.Number("orders", 4_000);
        return arguments["ids"] is { } file ? Sample(await File.ReadAllLinesAsync(file), max) : await emendTarget.List(max);
    }

    /// <summary>So many of them, taken from everywhere.</summary>
    public static IReadOnlyList<string> Sample(IReadOnlyList<string> ids, int max)
    {
        if (ids.Count <= max)
            return ids;
        var sample = ids.ToArray();
        new Random(1).Shuffle(sample);
        return sample[..max];
    }
}
