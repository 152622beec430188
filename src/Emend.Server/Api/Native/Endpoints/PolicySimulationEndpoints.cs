using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Policies;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Evaluates a policy on past modifications. Writes nothing.</summary>
internal sealed class PolicySimulationEndpoints(PolicyService policyService, PolicySimulator simulator)
{
    private const string UnsavedPolicy = "policy";
    private const int DefaultSampleSize = 100;

    public async Task Simulate(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, PolicySchemas.SimulationRequest, ct);
        var unsaved = body.IsValid ? body.Json.ReadMember(UnsavedPolicy) : null;
        var result = unsaved is null ? await policyService.Find(caller, name, null, ct) : null;
        if (result is PolicyResult.NotFound or PolicyResult.Unauthenticated)
        {
            await PolicyResponses.Write(context, result);
            return;
        }

        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var policy = (unsaved, result) switch
        {
            ({ } json, _) => CustomPolicyMapper.ReadPolicy(name, json),
            (_, PolicyResult.Stored stored) => stored.Policy.Policy,
            _ => new CustomPolicy(name, name, 0, []),
        };
        var outcome = await simulator.Simulate(caller, policy, (int)(body.Json.ReadInteger("sampleSize") ?? DefaultSampleSize), ct);
        if (outcome is PolicyResult.Simulated simulated)
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, simulated.Simulation, PolicySimulationWriter.Write);
        }
        else
        {
            await PolicyResponses.Write(context, outcome, UnsavedPolicy + ".");
        }
    }
}
