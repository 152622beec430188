using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Application.Policies;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the endpoints of policies.</summary>
internal static class PolicySetup
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton(new ApiDescriptor(NativeApi.Name))
        .AddSingleton<PolicyEndpoints>()
        .AddSingleton<PolicyVersionEndpoints>()
        .AddSingleton<PolicySimulationEndpoints>()
        .AddSingleton<PolicyAssignmentEndpoints>();

    public static void MapPolicies(this RouteGroupBuilder api)
    {
        const string One = "policies/{name}";
        api.MapGet("policies", (HttpContext context, PolicyEndpoints policies) => policies.List(context))
            .RequiresPermission(P.ConfigRead).WithOperation(PolicyOperations.List);
        api.MapGet(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Get(context, name))
            .RequiresPermission(P.ConfigRead).WithOperation(PolicyOperations.Get);
        api.MapPut(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Put(context, name))
            .RequiresPermission(P.ConfigWrite).WithOperation(PolicyOperations.Put);
        api.MapDelete(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Delete(context, name))
            .RequiresPermission(P.ConfigWrite).WithOperation(PolicyOperations.Delete);
        api.MapGet(One + "/versions", (HttpContext context, PolicyVersionEndpoints versions, string name) => versions.List(context, name))
            .RequiresPermission(P.ConfigRead).WithOperation(PolicyOperations.ListVersions);
        api.MapGet(
            One + "/versions/{version}",
            (HttpContext context, PolicyVersionEndpoints versions, string name, string version) => versions.Get(context, name, version))
            .RequiresPermission(P.ConfigRead).WithOperation(PolicyOperations.GetVersion);
        api.MapPost(
            One + "/simulate", (HttpContext context, PolicySimulationEndpoints trials, string name) => trials.Simulate(context, name))
            .RequiresPermission(P.ConfigWrite).WithOperation(PolicyOperations.Simulate);
        api.MapGet("policies/assignments", (HttpContext context, PolicyAssignmentEndpoints assignments) => assignments.Get(context))
            .RequiresPermission(P.ConfigRead).WithOperation(PolicyOperations.GetAssignments);
        api.MapPut("policies/assignments", (HttpContext context, PolicyAssignmentEndpoints assignments) => assignments.Put(context))
            .RequiresPermission(P.ConfigWrite).WithOperation(PolicyOperations.PutAssignments);
    }
}
