using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Policies are tried against the past; nothing is written.</summary>
internal sealed class PolicySimulationEndpoints(PolicyService policyService, PolicySimulator trials)
{
    private const string Variant = "variant";
    private const int Default = 100;

    public async Task Try(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, PolicySchemas.ForTrying, ct);
        var unsaved = body.IsGood ? body.Json.Part(Variant) : null;
        var result = unsaved is null ? await policyService.Find(caller, name, null, ct) : null;
        if (result is PolicyResult.NotFound or PolicyResult.Unauthenticated)
        {
            await PolicyResponses.Write(context, result);
            return;
        }

        if (!body.IsGood)
        {
            await ProblemResponses.Malformed(context, body.Problems, body.Status);
            return;
        }

        var policy = (unsaved, result) switch
        {
            ({ } json, _) => CustomPolicyMapper.Of(name, json),
            (_, PolicyResult.Stored kept) => kept.Variant.Variant,
            _ => new CustomPolicy(name, name, 0, []),
        };
        var outcome = await trials.Try(caller, policy, (int)(body.Json.Whole("last") ?? Default), ct);
        if (outcome is PolicyResult.Simulated tried)
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, tried.Trial, PolicySimulationWriter.Write);
        else await PolicyResponses.Write(context, outcome, Variant + ".");
    }
}
