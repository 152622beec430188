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
    case "baseline":
        await BaselineFiles.Run(arguments);
        break;
    case "report":
        return await ReportMode.Run(arguments, Console.Out) ? 0 : 1;
    case "event-feed":
        await EventFeedMode.Run(arguments);
        break;
    case "event-delivery":
        await EventDeliveryMode.Run(arguments);
        break;
    case "batch-allocation":
        BatchAllocationMode.Run(arguments);
        break;
    case "bulk-jobs":
        await BulkJobMode.Run(arguments);
        break;
    case "event-stream":
        await EventStreamMode.Run(arguments);
        break;
    case "run":
        await RunMode.Run(arguments);
        break;
    default:
        Console.WriteLine(
            "Usage: bench MODE [--option value]. Modes: report, run, seed, event-feed, event-stream, event-delivery, bulk-jobs, "
            + "batch-allocation, micro, baseline. See bench/README.md.");
        break;
}

return 0;
