using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads, writes and deletes policies.</summary>
internal sealed class PolicyEndpoints(PolicyService policyService)
{
    public async Task List(HttpContext context)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var result = await policyService.List(caller, context.RequestAborted);
        if (result is PolicyResult.Listed listed)
        {
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                new PolicyListView(listed.Policies, policyService.Apis, policyService.Registry),
                PolicyListView.WriteAll);
        }
        else
        {
            await PolicyResponses.Write(context, result);
        }
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var result = await policyService.Find(caller, name, null, context.RequestAborted);
        var version = result switch
        {
            PolicyResult.Stored stored => stored.Policy.Policy.Version,
            PolicyResult.BuiltIn builtIn => builtIn.Policy.Version,
            _ => 0,
        };
        if (version > 0 && RevisionHeaders.MatchesIfNoneMatch(context.Request, version))
        {
            RevisionHeaders.WriteETag(context.Response, version);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            await PolicyResponses.Write(context, result);
        }
    }

    public async Task Put(HttpContext context, string name)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var request = await PolicyRequestReader.Read(context, PolicySchemas.PolicyUpdate, "policy");
        if (request.Problems.IsEmpty)
        {
            var policy = CustomPolicyMapper.ReadPolicy(name, request.Body.Json);
            await PolicyResponses.Write(context, await policyService.Write(caller, policy, request.Version, context.RequestAborted));
        }
        else
        {
            await ProblemResponses.InvalidRequest(context, request.Problems, request.Status);
        }
    }

    public async Task Delete(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var (version, problem) = RevisionHeaders.ReadIfMatch(context.Request, "policy");
        if (problem is { } wrong)
        {
            var result = await policyService.Find(caller, name, null, ct);
            if (result is PolicyResult.NotFound or PolicyResult.Unauthenticated)
            {
                await PolicyResponses.Write(context, result);
            }
            else
            {
                await ProblemResponses.InvalidRequest(context, [wrong]);
            }

            return;
        }

        var outcome = await policyService.Remove(caller, name, PolicyRequestReader.ToInt(version), ct);
        if (outcome is PolicyResult.Stored)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await PolicyResponses.Write(context, outcome);
        }
    }
}
