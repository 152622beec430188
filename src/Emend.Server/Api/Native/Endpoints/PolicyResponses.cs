using System.Collections.Immutable;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>How the Desk's outcomes about policies are told.</summary>
internal static class PolicyResponses
{
    private const string Default = "default";

    /// <param name="context">Where to.</param>
    /// <param name="result">What came out.</param>
    /// <param name="at">The member of the body in which a variant stood; empty where it was the body.</param>
    public static Task Write(HttpContext context, PolicyResult result, string at = "") => result switch
    {
        PolicyResult.Stored kept => Told(context, kept),
        PolicyResult.BuiltIn builtIn => BuiltIn(context, builtIn),
        PolicyResult.Unauthenticated => ProblemResponses.Unauthenticated(context, AuthenticationError.Revoked),
        PolicyResult.Forbidden forbidden => ProblemResponses.Forbidden(context, forbidden.Permission),
        PolicyResult.NotFound notFound => NotFound(context, notFound),
        PolicyResult.Invalid invalid => Unsound(context, [.. invalid.Problems.Select(p => CustomPolicyMapper.ProblemOf(p, at))]),
        PolicyResult.InvalidAssignment invalid => Unsound(context, [.. invalid.Problems.Select(CustomPolicyMapper.ProblemOf)]),
        PolicyResult.InUse used => InUse(context, used),
        PolicyResult.VersionConflict versionConflict => Stale(context, versionConflict),
        _ => throw new InvalidOperationException($"{result.GetType().Name} cannot be told."),
    };

    private static Task Told(HttpContext context, PolicyResult.Stored kept)
    {
        var policy = kept.Variant.Variant;
        if (kept.IsNew) context.Response.Headers.Location = $"/emend/v1/policies/{policy.Name}";
        RevisionHeaders.Write(context.Response, policy.Version);
        return JsonResponseWriter.Write(
            context.Response, kept.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, kept.Variant, PolicyWriter.Own);
    }

    private static Task BuiltIn(HttpContext context, PolicyResult.BuiltIn builtIn)
    {
        RevisionHeaders.Write(context.Response, builtIn.Policy.Version);
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, builtIn.Policy, PolicyWriter.BuiltIn);
    }

    private static Task NotFound(HttpContext context, PolicyResult.NotFound notFound)
    {
        var meant = NameSuggester.To(notFound.Name, notFound.Known) is { } near && near != notFound.Name ? $" Did you mean {near}?" : "";
        return ProblemResponses.Write(context, new("not-found", "There is no such thing.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no policy {ValueFormatter.Short(notFound.Name)}, or no such version: it never was, it is another tenant's, "
                + $"or it was removed.{meant}",
            Known = notFound.Known,
        });
    }

    private static Task Unsound(HttpContext context, ImmutableArray<ValidationError> problems) =>
        ProblemResponses.Write(context, new("unsound-policy", "No policy can be so.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = string.Join("; ", problems.Take(3)),
            Errors = problems,
        });

    private static Task InUse(HttpContext context, PolicyResult.InUse used)
    {
        var where = used.Where.Select(api => api ?? Default).ToArray();
        return ProblemResponses.Write(context, new("policy-in-use", "The policy decides still.", StatusCodes.Status409Conflict)
        {
            Detail = $"{used.Name} is assigned to: {string.Join(", ", where)}. Assign another policy there first: "
                + "PUT /emend/v1/policies/assignments.",
            More = json => json.Texts("where", where),
        });
    }

    // Who named it by a header is told so in the terms of HTTP.
    private static Task Stale(HttpContext context, PolicyResult.VersionConflict versionConflict)
    {
        var headers = context.Request.Headers;
        var byHeader = headers.IfMatch.Count > 0 || headers.IfNoneMatch.Count > 0;
        return ProblemResponses.Write(context, new("stale", "It was changed meanwhile.", byHeader ? 412 : 409)
        {
            Detail = (versionConflict.Current == 0 ? "There is none now" : $"It is in version {versionConflict.Current}")
                + (versionConflict.Named == 0 ? ", the request is for where there is none." : $", the request names {versionConflict.Named}.")
                + " Read it again, and decide anew.",
            Current = versionConflict.Current,
            Named = versionConflict.Named,
        });
    }
}
