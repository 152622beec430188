using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Policies are told, written and removed.</summary>
internal sealed class PolicyEndpoints(PolicyService policyService)
{
    public async Task List(HttpContext context)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var result = await policyService.List(caller, context.RequestAborted);
        if (result is PolicyResult.Listed told)
            await JsonResponseWriter.Write(
                context.Response, StatusCodes.Status200OK, new PolicyListView(told.Policies, policyService.Faces), PolicyListView.WriteAll);
        else await PolicyResponses.Write(context, result);
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var result = await policyService.Find(caller, name, null, context.RequestAborted);
        var version = result switch
        {
            PolicyResult.Stored kept => kept.Variant.Variant.Version,
            PolicyResult.BuiltIn builtIn => builtIn.Policy.Version,
            _ => 0,
        };
        if (version > 0 && RevisionHeaders.IsKnown(context.Request, version))
        {
            RevisionHeaders.Write(context.Response, version);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else await PolicyResponses.Write(context, result);
    }

    public async Task Put(HttpContext context, string name)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var policyRequestReader = await PolicyRequestReader.Read(context, PolicySchemas.ForWriting, "policy");
        if (policyRequestReader.Problems.IsEmpty)
            await PolicyResponses.Write(
                context, await policyService.Write(caller, CustomPolicyMapper.Of(name, policyRequestReader.Body.Json), policyRequestReader.Version, context.RequestAborted));
        else await ProblemResponses.Malformed(context, policyRequestReader.Problems, policyRequestReader.Status);
    }

    public async Task Delete(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var (version, problem) = RevisionHeaders.IfMatch(context.Request, "policy");
        if (problem is { } wrong)
        {
            var result = await policyService.Find(caller, name, null, ct);
            if (result is PolicyResult.NotFound or PolicyResult.Unauthenticated) await PolicyResponses.Write(context, result);
            else await ProblemResponses.Malformed(context, [wrong]);
            return;
        }

        var outcome = await policyService.Remove(caller, name, PolicyRequestReader.Limited(version), ct);
        if (outcome is PolicyResult.Stored) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await PolicyResponses.Write(context, outcome);
    }
}
