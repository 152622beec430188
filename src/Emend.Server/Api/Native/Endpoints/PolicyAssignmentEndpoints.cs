using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads and writes the policy assignments.</summary>
internal sealed class PolicyAssignmentEndpoints(PolicyService policyService)
{
    public async Task Get(HttpContext context)
    {
        if (await NativeAuthorizer.GetCaller(context) is { } caller)
        {
            await Write(context, await policyService.List(caller, context.RequestAborted));
        }
    }

    public async Task Put(HttpContext context)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var request = await PolicyRequestReader.Read(context, PolicySchemas.AssignmentsUpdate, "assignments");
        if (request.Problems.IsEmpty)
        {
            var assignments = CustomPolicyMapper.ReadAssignments(request.Body.Json);
            await Write(context, await policyService.Assign(caller, assignments, request.Version, context.RequestAborted));
        }
        else
        {
            await ProblemResponses.InvalidRequest(context, request.Problems, request.Status);
        }
    }

    private async Task Write(HttpContext context, PolicyResult result)
    {
        if (result is not PolicyResult.Listed listed)
        {
            await PolicyResponses.Write(context, result);
            return;
        }

        RevisionHeaders.WriteETag(context.Response, listed.Policies.Assignments.Version);
        await JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            new PolicyListView(listed.Policies, policyService.Apis, policyService.Registry),
            PolicyListView.Write);
    }
}
