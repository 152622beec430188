using System.Globalization;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads the versions of a policy. They are never deleted, because the history refers to them.</summary>
internal sealed class PolicyVersionEndpoints(PolicyService policyService)
{
    private const int DefaultPageSize = 25;

    public async Task List(HttpContext context, string name)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var before = query.ReadInteger("before", int.MaxValue, 1, int.MaxValue);
        var size = query.ReadInteger("size", DefaultPageSize, 1, PolicySchemas.MaxVersions);
        var result = await policyService.ListVersions(caller, name, before, size, context.RequestAborted);
        var ended = result is PolicyResult.Unauthenticated or PolicyResult.NotFound;
        if (!ended && query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (result is PolicyResult.Versions versions)
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, versions, static (json, versions) =>
            {
                json.WriteObjects("versions", versions.Policies, PolicyWriter.WriteVersion);
                if (versions.More)
                {
                    json.WriteNumber("next", versions.Policies[^1].Policy.Version);
                }
            });
        }
        else if (result is PolicyResult.BuiltIn { Policy.Version: var version })
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, version, static (json, only) =>
                json.WriteObjects("versions", [only], static (entry, number) =>
                {
                    entry.WriteNumber("version", number);
                    PolicyWriter.WriteRuleSettings(entry, []);
                }));
        }
        else
        {
            await PolicyResponses.Write(context, result);
        }
    }

    public async Task Get(HttpContext context, string name, string version)
    {
        if (await NativeAuthorizer.GetCaller(context) is not { } caller)
        {
            return;
        }

        var number = int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        await PolicyResponses.Write(context, await policyService.Find(caller, name, number, context.RequestAborted));
    }
}
