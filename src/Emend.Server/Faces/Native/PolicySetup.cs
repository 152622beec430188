using Emend.Server.Desk;
using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>A tenant's own policies: read, written, tried, and put to use.</summary>
internal static class PolicySetup
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton(new KnownFace(Face.Name))
        .AddSingleton<PolicyEndpoints>()
        .AddSingleton<PolicyVersionEndpoints>()
        .AddSingleton<PolicyTrialEndpoints>()
        .AddSingleton<AssignmentEndpoints>();

    public static void MapPolicies(this RouteGroupBuilder api)
    {
        const string One = "policies/{name}";
        api.MapGet("policies", (HttpContext context, PolicyEndpoints policies) => policies.List(context))
            .Needs(P.ConfigRead).Describes(PolicyOperations.List);
        api.MapGet(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Get(context, name))
            .Needs(P.ConfigRead).Describes(PolicyOperations.Get);
        api.MapPut(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Put(context, name))
            .Needs(P.ConfigWrite).Describes(PolicyOperations.Put);
        api.MapDelete(One, (HttpContext context, PolicyEndpoints policies, string name) => policies.Delete(context, name))
            .Needs(P.ConfigWrite).Describes(PolicyOperations.Delete);
        api.MapGet(One + "/versions", (HttpContext context, PolicyVersionEndpoints versions, string name) => versions.List(context, name))
            .Needs(P.ConfigRead).Describes(PolicyOperations.ListVersions);
        api.MapGet(
            One + "/versions/{version}",
            (HttpContext context, PolicyVersionEndpoints versions, string name, string version) => versions.Get(context, name, version))
            .Needs(P.ConfigRead).Describes(PolicyOperations.GetVersion);
        api.MapPost(One + "/try", (HttpContext context, PolicyTrialEndpoints trials, string name) => trials.Try(context, name))
            .Needs(P.ConfigWrite).Describes(PolicyOperations.Try);
        api.MapGet("policies/assignments", (HttpContext context, AssignmentEndpoints assignments) => assignments.Get(context))
            .Needs(P.ConfigRead).Describes(PolicyOperations.GetAssignments);
        api.MapPut("policies/assignments", (HttpContext context, AssignmentEndpoints assignments) => assignments.Put(context))
            .Needs(P.ConfigWrite).Describes(PolicyOperations.PutAssignments);
    }
}
