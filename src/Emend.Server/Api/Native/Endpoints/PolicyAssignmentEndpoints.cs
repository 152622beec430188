using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Which policy decides where: told, and said anew.</summary>
internal sealed class PolicyAssignmentEndpoints(PolicyService policyService)
{
    public async Task Get(HttpContext context)
    {
        if (await NativeAuthorizer.Caller(context) is { } caller) await Write(context, await policyService.List(caller, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var policyRequestReader = await PolicyRequestReader.Read(context, PolicySchemas.ForAssigning, "assignments");
        if (policyRequestReader.Problems.IsEmpty)
            await Write(context, await policyService.Use(caller, CustomPolicyMapper.UseOf(policyRequestReader.Body.Json), policyRequestReader.Version, context.RequestAborted));
        else await ProblemResponses.Malformed(context, policyRequestReader.Problems, policyRequestReader.Status);
    }

    private async Task Write(HttpContext context, PolicyResult result)
    {
        if (result is not PolicyResult.Listed told)
        {
            await PolicyResponses.Write(context, result);
            return;
        }

        RevisionHeaders.Write(context.Response, told.Policies.Use.Version);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, new PolicyListView(told.Policies, policyService.Faces), PolicyListView.Write);
    }
}
