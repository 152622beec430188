using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Policies are tried against the past; nothing is written.</summary>
internal sealed class PolicyTrialEndpoints(PolicyDesk desk, PolicyTrials trials)
{
    private const string Variant = "variant";
    private const int Usual = 100;

    public async Task Try(HttpContext context, string name)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, PolicyShapes.ForTrying, ct);
        var unsaved = body.IsGood ? body.Json.Part(Variant) : null;
        var found = unsaved is null ? await desk.Find(caller, name, null, ct) : null;
        if (found is PolicyOutcome.Unknown or PolicyOutcome.Unauthenticated)
        {
            await PolicyAnswers.Tell(context, found);
            return;
        }

        if (!body.IsGood)
        {
            await Problems.Malformed(context, body.Problems, body.Status);
            return;
        }

        var variant = (unsaved, found) switch
        {
            ({ } json, _) => PolicyVariants.Of(name, json),
            (_, PolicyOutcome.Kept kept) => kept.Variant.Variant,
            _ => new Variant(name, name, 0, []),
        };
        var outcome = await trials.Try(caller, variant, (int)(body.Json.Whole("last") ?? Usual), ct);
        if (outcome is PolicyOutcome.Tried tried)
            await Answer.Write(context.Response, StatusCodes.Status200OK, tried.Trial, TrialBody.Write);
        else await PolicyAnswers.Tell(context, outcome, Variant + ".");
    }
}
