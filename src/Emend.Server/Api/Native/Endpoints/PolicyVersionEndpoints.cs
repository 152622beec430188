using System.Globalization;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>The versions of a policy: the history names the one that decided, so each can be read for ever.</summary>
internal sealed class PolicyVersionEndpoints(PolicyService policyService)
{
    private const int Default = 25;

    public async Task List(HttpContext context, string name)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var before = query.Whole("before", int.MaxValue, 1, int.MaxValue);
        var size = query.Whole("size", Default, 1, PolicySchemas.MaxVersions);
        var result = await policyService.Versions(caller, name, before, size, context.RequestAborted);
        var ended = result is PolicyResult.Unauthenticated or PolicyResult.NotFound;
        if (!ended && query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (result is PolicyResult.Versions versions)
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, versions, static (json, versions) =>
            {
                json.Objects("versions", versions.Policies, PolicyWriter.Version);
                if (versions.More) json.WriteNumber("next", versions.Policies[^1].Variant.Version);
            });
        else if (result is PolicyResult.BuiltIn { Policy.Version: var version })
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, version, static (json, only) =>
                json.Objects("versions", [only], static (entry, number) =>
                {
                    entry.WriteNumber("version", number);
                    PolicyWriter.Choices(entry, []);
                }));
        else await PolicyResponses.Write(context, result);
    }

    public async Task Get(HttpContext context, string name, string version)
    {
        if (await NativeAuthorizer.Caller(context) is not { } caller) return;
        var number = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        await PolicyResponses.Write(context, await policyService.Find(caller, name, number, context.RequestAborted));
    }
}
