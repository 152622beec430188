using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Which policy decides where: told, and said anew.</summary>
internal sealed class AssignmentEndpoints(PolicyDesk desk)
{
    public async Task Get(HttpContext context)
    {
        if (await Entrance.Caller(context) is { } caller) await Tell(context, await desk.List(caller, context.RequestAborted));
    }

    public async Task Put(HttpContext context)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var asked = await PolicyAsked.Read(context, PolicyShapes.ForAssigning, "assignments");
        if (asked.Problems.IsEmpty)
            await Tell(context, await desk.Use(caller, PolicyVariants.UseOf(asked.Body.Json), asked.Version, context.RequestAborted));
        else await Problems.Malformed(context, asked.Problems, asked.Status);
    }

    private async Task Tell(HttpContext context, PolicyOutcome outcome)
    {
        if (outcome is not PolicyOutcome.Told told)
        {
            await PolicyAnswers.Tell(context, outcome);
            return;
        }

        Revisions.Tell(context.Response, told.Policies.Use.Version);
        await Answer.Write(context.Response, StatusCodes.Status200OK, new ToldPolicies(told.Policies, desk.Faces), ToldPolicies.Write);
    }
}
