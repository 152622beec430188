using Emend.Bench;
using Emend.Bench.Baseline;
using Emend.Bench.BulkJobs;
using Emend.Bench.Events;
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
        await BaselineFiles.Run(arguments);
        break;
    case "report":
        await ReportMode.Run(arguments);
        break;
    case "feed":
        await EventFeedMode.Run(arguments);
        break;
    case "relay":
        await EventDeliveryMode.Run(arguments);
        break;
    case "joint":
        BatchAllocationMode.Run(arguments);
        break;
    case "bulk":
        await BulkJobMode.Run(arguments);
        break;
    case "stream":
        await EventStreamMode.Run(arguments);
        break;
    case "run":
        await RunMode.Run(arguments);
        break;
    default:
        Console.WriteLine("micro [--quick] | run --url URL [--scenario a,b] [--clients n] [--count n] [--time s]; see bench/README.md");
        break;
}
