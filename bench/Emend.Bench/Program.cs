using Emend.Bench;
using Emend.Bench.Bulk;
using Emend.Bench.Feed;
using Emend.Bench.Floor;
using Emend.Bench.Load;
using Emend.Bench.Micro;
using Emend.Bench.Report;
using Emend.Bench.Seeding;

var arguments = new Arguments(args);
switch (arguments.Mode)
{
    case "micro":
        MicroBenchmarks.Run(arguments);
        break;
    case "seed":
        await SeedMode.Run(arguments);
        break;
    case "floor":
        await FloorFiles.Run(arguments);
        break;
    case "report":
        await ReportMode.Run(arguments);
        break;
    case "feed":
        await FeedMode.Run(arguments);
        break;
    case "relay":
        await RelayMode.Run(arguments);
        break;
    case "joint":
        JointMode.Run(arguments);
        break;
    case "bulk":
        await BulkMode.Run(arguments);
        break;
    case "stream":
        await StreamMode.Run(arguments);
        break;
    case "run":
        await RunMode.Run(arguments);
        break;
    default:
        Console.WriteLine("micro [--quick] | run --url URL [--scenario a,b] [--clients n] [--count n] [--time s]; see bench/README.md");
        break;
}
