using System.Globalization;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>The versions of a policy: the history names the one that decided, so each can be read for ever.</summary>
internal sealed class PolicyVersionEndpoints(PolicyDesk desk)
{
    private const int Usual = 25;

    public async Task List(HttpContext context, string name)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var query = new QueryReader(context.Request.Query);
        var before = query.Whole("before", int.MaxValue, 1, int.MaxValue);
        var size = query.Whole("size", Usual, 1, PolicyShapes.MostVersions);
        var outcome = await desk.Versions(caller, name, before, size, context.RequestAborted);
        var ended = outcome is PolicyOutcome.Unauthenticated or PolicyOutcome.Unknown;
        if (!ended && query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (outcome is PolicyOutcome.History history)
            await Answer.Write(context.Response, StatusCodes.Status200OK, history, static (json, told) =>
            {
                json.Objects("versions", told.Versions, PolicyBody.Version);
                if (told.More) json.WriteNumber("next", told.Versions[^1].Variant.Version);
            });
        else if (outcome is PolicyOutcome.BuiltIn { Policy.Version: var version })
            await Answer.Write(context.Response, StatusCodes.Status200OK, version, static (json, only) =>
                json.Objects("versions", [only], static (entry, number) =>
                {
                    entry.WriteNumber("version", number);
                    PolicyBody.Choices(entry, []);
                }));
        else await PolicyAnswers.Tell(context, outcome);
    }

    public async Task Get(HttpContext context, string name, string version)
    {
        if (await Entrance.Caller(context) is not { } caller) return;
        var number = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        await PolicyAnswers.Tell(context, await desk.Find(caller, name, number, context.RequestAborted));
    }
}
