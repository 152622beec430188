using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>Many orders are changed by one job.</summary>
internal static class BulkSetup
{
    public static IServiceCollection AddBulkJobs(this IServiceCollection services) => services
        .AddSingleton<IBulkWords, BulkAsks>()
        .AddSingleton<BulkMakingEndpoint>()
        .AddSingleton<BulkStream>()
        .AddSingleton<BulkEndpoints>();

    public static void MapBulkJobs(this RouteGroupBuilder api)
    {
        const string One = "bulk/{jobId}";
        api.MapPost("bulk", (HttpContext context, BulkMakingEndpoint bulk) => bulk.Make(context))
            .Needs(P.OrderWrite).Describes(BulkOperations.Make);
        api.MapGet("bulk", (HttpContext context, BulkEndpoints bulk) => bulk.List(context))
            .Needs(P.OrderRead).Describes(BulkOperations.List);
        api.MapGet(One, (HttpContext context, BulkEndpoints bulk, string jobId) => bulk.Get(context, jobId))
            .Needs(P.OrderRead).Describes(BulkOperations.Get);
        api.MapGet(One + "/results", (HttpContext context, BulkEndpoints bulk, string jobId) => bulk.Results(context, jobId))
            .Needs(P.OrderRead).Describes(BulkOperations.Results);
        api.MapPost(One + "/pause", (HttpContext context, BulkEndpoints bulk, string jobId) => bulk.Turn(context, jobId, BulkState.Paused))
            .Needs(P.OrderRead).Describes(BulkOperations.Pause);
        api.MapPost(
            One + "/resume", (HttpContext context, BulkEndpoints bulk, string jobId) => bulk.Turn(context, jobId, BulkState.Running))
            .Needs(P.OrderRead).Describes(BulkOperations.Resume);
        api.MapPost(
            One + "/cancel", (HttpContext context, BulkEndpoints bulk, string jobId) => bulk.Turn(context, jobId, BulkState.Cancelled))
            .Needs(P.OrderRead).Describes(BulkOperations.Cancel);
    }
}
