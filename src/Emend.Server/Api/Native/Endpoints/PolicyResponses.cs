using System.Collections.Immutable;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.Policies;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Writes the responses of policy requests.</summary>
internal static class PolicyResponses
{
    private const string DefaultAssignment = "default";

    /// <param name="context">The HTTP context.</param>
    /// <param name="result">The result of the request.</param>
    /// <param name="at">The path of the policy in the body with a trailing dot; empty if the policy is the body.</param>
    public static Task Write(HttpContext context, PolicyResult result, string at = "") => result switch
    {
        PolicyResult.Stored stored => WriteStored(context, stored),
        PolicyResult.BuiltIn builtIn => WriteBuiltIn(context, builtIn),
        PolicyResult.Unauthenticated => ProblemResponses.Unauthenticated(context, AuthenticationError.Revoked),
        PolicyResult.Forbidden forbidden => ProblemResponses.Forbidden(context, forbidden.Permission),
        PolicyResult.NotFound notFound => WriteNotFound(context, notFound),
        PolicyResult.Invalid invalid =>
            WriteInvalidPolicy(context, [.. invalid.Errors.Select(p => CustomPolicyMapper.ToValidationError(p, at))]),
        PolicyResult.InvalidAssignment invalid =>
            WriteInvalidPolicy(context, [.. invalid.Errors.Select(CustomPolicyMapper.ToValidationError)]),
        PolicyResult.InUse used => WriteInUse(context, used),
        PolicyResult.VersionConflict versionConflict => WriteConflict(context, versionConflict),
        _ => throw new InvalidOperationException($"{result.GetType().Name} has no response."),
    };

    private static Task WriteStored(HttpContext context, PolicyResult.Stored stored)
    {
        var policy = stored.Policy.Policy;
        if (stored.IsNew)
        {
            context.Response.Headers.Location = $"/emend/v1/policies/{policy.Name}";
        }

        RevisionHeaders.WriteETag(context.Response, policy.Version);
        return JsonResponseWriter.Write(
            context.Response,
            stored.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            stored,
            PolicyWriter.WriteCustom);
    }

    private static Task WriteBuiltIn(HttpContext context, PolicyResult.BuiltIn builtIn)
    {
        RevisionHeaders.WriteETag(context.Response, builtIn.Policy.Version);
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, builtIn.Policy, PolicyWriter.WriteBuiltIn);
    }

    private static Task WriteNotFound(HttpContext context, PolicyResult.NotFound notFound)
    {
        var suggestion = NameSuggester.Suggest(notFound.Name, notFound.Known);
        var meant = suggestion is not null && suggestion != notFound.Name ? $" Did you mean {suggestion}?" : "";
        return ProblemResponses.Write(context, new("not-found", "The resource was not found.", StatusCodes.Status404NotFound)
        {
            Detail = $"The policy {ValueFormatter.Truncate(notFound.Name)} or its version does not exist, was deleted, or belongs to "
                + $"another tenant.{meant}",
            KnownPolicies = notFound.Known,
        });
    }

    private static Task WriteInvalidPolicy(HttpContext context, ImmutableArray<ValidationError> problems) =>
        ProblemResponses.Write(context, new("invalid-policy", "The policy is invalid.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = string.Join("; ", problems.Take(3)),
            Errors = problems,
        });

    private static Task WriteInUse(HttpContext context, PolicyResult.InUse used)
    {
        var where = used.Apis.Select(api => api ?? DefaultAssignment).ToArray();
        return ProblemResponses.Write(context, new("policy-in-use", "The policy is still assigned.", StatusCodes.Status409Conflict)
        {
            Detail = $"{used.Name} is assigned to {string.Join(", ", where)}. Assign another policy first: "
                + "PUT /emend/v1/policies/assignments.",
            WriteMembers = json => json.WriteTexts("assignedTo", where),
        });
    }

    // A conflict with a header is 412, a conflict with baseVersion is 409.
    private static Task WriteConflict(HttpContext context, PolicyResult.VersionConflict versionConflict)
    {
        var headers = context.Request.Headers;
        var byHeader = headers.IfMatch.Count > 0 || headers.IfNoneMatch.Count > 0;
        var actual = versionConflict.Current == 0 ? "The resource does not exist." : $"The resource has version {versionConflict.Current}.";
        var expected = versionConflict.Expected == 0
            ? "The request expects that it does not exist."
            : $"The request expects version {versionConflict.Expected}.";
        return ProblemResponses.Write(context, new("version-conflict", "The resource was changed by another request.", byHeader ? 412 : 409)
        {
            Detail = $"{actual} {expected} Read it again and retry.",
            Current = versionConflict.Current,
            Expected = versionConflict.Expected,
        });
    }
}
