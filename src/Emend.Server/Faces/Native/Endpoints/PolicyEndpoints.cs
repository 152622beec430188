using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Policies are told, written and removed.</summary>
internal sealed class PolicyEndpoints(PolicyDesk desk)
{
    public async Task List(HttpContext context)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var outcome = await desk.List(caller, context.RequestAborted);
        if (outcome is PolicyOutcome.Told told)
            await Answer.Write(
                context.Response, StatusCodes.Status200OK, new ToldPolicies(told.Policies, desk.Faces), ToldPolicies.WriteAll);
        else await PolicyAnswers.Tell(context, outcome);
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var outcome = await desk.Find(caller, name, null, context.RequestAborted);
        var version = outcome switch
        {
            PolicyOutcome.Kept kept => kept.Variant.Variant.Version,
            PolicyOutcome.BuiltIn builtIn => builtIn.Policy.Version,
            _ => 0,
        };
        if (version > 0 && Revisions.IsKnown(context.Request, version))
        {
            Revisions.Tell(context.Response, version);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else await PolicyAnswers.Tell(context, outcome);
    }

    public async Task Put(HttpContext context, string name)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var asked = await PolicyAsked.Read(context, PolicyShapes.ForWriting, "policy");
        if (asked.Problems.IsEmpty)
            await PolicyAnswers.Tell(
                context, await desk.Write(caller, PolicyVariants.Of(name, asked.Body.Json), asked.Version, context.RequestAborted));
        else await Problems.Malformed(context, asked.Problems, asked.Status);
    }

    public async Task Delete(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var (version, problem) = Revisions.IfMatch(context.Request, "policy");
        if (problem is { } wrong)
        {
            var found = await desk.Find(caller, name, null, ct);
            if (found is PolicyOutcome.Unknown or PolicyOutcome.Unauthenticated) await PolicyAnswers.Tell(context, found);
            else await Problems.Malformed(context, [wrong]);
            return;
        }

        var outcome = await desk.Remove(caller, name, PolicyAsked.Limited(version), ct);
        if (outcome is PolicyOutcome.Kept) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await PolicyAnswers.Tell(context, outcome);
    }
}
