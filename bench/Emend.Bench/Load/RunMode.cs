namespace Emend.Bench.Load;

/// <summary>Runs the load generator against a running server.</summary>
internal static class RunMode
{
    public static async Task Run(Arguments arguments)
    {
        var limits = ReadLimits(arguments);
        using var emendTarget = new EmendTarget(new Uri(arguments.GetText("url", "http://127.0.0.1:8080")));
        await emendTarget.Connect(
            limits.Clients, arguments.GetText("key", "demo"), arguments.GetText("email", "admin@demo.emend"),
            arguments.GetText("password", "demo-admin"));
        var clock = new CpuClock(arguments.GetNumber("server-pid", 0), arguments.GetNumber("postmaster-pid", 0));
        Scenario.OrderCount = arguments.GetNumber("known", 100_000);
        Console.WriteLine(LoadResult.Header);
        var names = arguments.GetList("scenario", string.Join(',', Scenario.All.Select(s => s.Name)));
        foreach (var scenario in names.Select(Scenario.From))
        {
            var orders = scenario.NeedsOrders ? await emendTarget.ReadOrders(await GetOrderIds(arguments, emendTarget)) : [];
            Console.WriteLine(await new ClosedLoop(scenario, limits, clock).Run(emendTarget.Connections, orders));
        }
    }

    public static LoadLimits ReadLimits(Arguments arguments) => new(
        arguments.GetNumber("clients", 16), arguments.GetNumber("count", 100_000),
        arguments.GetSeconds("time", 10), arguments.GetSeconds("warm-up", 3));

    private static async Task<IReadOnlyList<string>> GetOrderIds(Arguments arguments, EmendTarget emendTarget)
    {
        var max = arguments.GetNumber("orders", 4_000);
        return arguments["ids"] is { } file ? Sample(await File.ReadAllLinesAsync(file), max) : await emendTarget.ListOrderIds(max);
    }

    /// <summary>A random sample of up to <paramref name="max"/> ids.</summary>
    public static IReadOnlyList<string> Sample(IReadOnlyList<string> ids, int max)
    {
        if (ids.Count <= max)
        {
            return ids;
        }

        var sample = ids.ToArray();
        new Random(1).Shuffle(sample);
        return sample[..max];
    }
}
