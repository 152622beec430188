using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the endpoints of bulk jobs.</summary>
internal static class BulkJobSetup
{
    public static IServiceCollection AddBulkJobs(this IServiceCollection services) => services
        .AddSingleton<IFormerBulkCommandReader, FormerBulkCommandReader>()
        .AddSingleton<CreateBulkJobEndpoint>()
        .AddSingleton<BulkJobProgressStream>()
        .AddSingleton<BulkJobEndpoints>();

    public static void MapBulkJobs(this RouteGroupBuilder api)
    {
        const string One = "bulk-jobs/{jobId}";
        api.MapPost(
            "bulk-jobs", (HttpContext context, CreateBulkJobEndpoint createBulkJobEndpoint) => createBulkJobEndpoint.Create(context))
            .RequiresPermission(P.OrderWrite).WithOperation(BulkJobOperations.Create);
        api.MapGet("bulk-jobs", (HttpContext context, BulkJobEndpoints bulkJobEndpoints) => bulkJobEndpoints.List(context))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.List);
        api.MapGet(One, (HttpContext context, BulkJobEndpoints bulkJobEndpoints, string jobId) => bulkJobEndpoints.Get(context, jobId))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.Get);
        api.MapGet(
            One + "/results", (HttpContext context, BulkJobEndpoints bulkJobEndpoints, string jobId) =>
                bulkJobEndpoints.ListResults(context, jobId))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.ListResults);
        api.MapPost(
            One + "/pause", (HttpContext context, BulkJobEndpoints bulkJobEndpoints, string jobId) =>
                bulkJobEndpoints.ChangeState(context, jobId, BulkJobState.Paused))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.Pause);
        api.MapPost(
            One + "/resume", (HttpContext context, BulkJobEndpoints bulkJobEndpoints, string jobId) =>
                bulkJobEndpoints.ChangeState(context, jobId, BulkJobState.Running))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.Resume);
        api.MapPost(
            One + "/cancel", (HttpContext context, BulkJobEndpoints bulkJobEndpoints, string jobId) =>
                bulkJobEndpoints.ChangeState(context, jobId, BulkJobState.Canceled))
            .RequiresPermission(P.OrderRead).WithOperation(BulkJobOperations.Cancel);
    }
}
