using System.Collections.Immutable;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>How the Desk's outcomes about policies are told.</summary>
internal static class PolicyAnswers
{
    private const string Default = "default";

    /// <param name="context">Where to.</param>
    /// <param name="outcome">What came out.</param>
    /// <param name="at">The member of the body in which a variant stood; empty where it was the body.</param>
    public static Task Tell(HttpContext context, PolicyOutcome outcome, string at = "") => outcome switch
    {
        PolicyOutcome.Kept kept => Told(context, kept),
        PolicyOutcome.BuiltIn builtIn => BuiltIn(context, builtIn),
        PolicyOutcome.Unauthenticated => Problems.Unauthenticated(context, CallerProblem.Revoked),
        PolicyOutcome.Forbidden forbidden => Problems.Forbidden(context, forbidden.Permission),
        PolicyOutcome.Unknown unknown => NotFound(context, unknown),
        PolicyOutcome.Invalid invalid => Unsound(context, [.. invalid.Problems.Select(p => PolicyVariants.ProblemOf(p, at))]),
        PolicyOutcome.InvalidUse invalid => Unsound(context, [.. invalid.Problems.Select(PolicyVariants.ProblemOf)]),
        PolicyOutcome.InUse used => InUse(context, used),
        PolicyOutcome.Stale stale => Stale(context, stale),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} cannot be told."),
    };

    private static Task Told(HttpContext context, PolicyOutcome.Kept kept)
    {
        var variant = kept.Variant.Variant;
        if (kept.IsNew) context.Response.Headers.Location = $"/emend/v1/policies/{variant.Name}";
        Revisions.Tell(context.Response, variant.Version);
        return Answer.Write(
            context.Response, kept.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, kept.Variant, PolicyBody.Own);
    }

    private static Task BuiltIn(HttpContext context, PolicyOutcome.BuiltIn builtIn)
    {
        Revisions.Tell(context.Response, builtIn.Policy.Version);
        return Answer.Write(context.Response, StatusCodes.Status200OK, builtIn.Policy, PolicyBody.BuiltIn);
    }

    private static Task NotFound(HttpContext context, PolicyOutcome.Unknown unknown)
    {
        var meant = Nearest.To(unknown.Name, unknown.Known) is { } near && near != unknown.Name ? $" Did you mean {near}?" : "";
        return Problems.Write(context, new("not-found", "There is no such thing.", StatusCodes.Status404NotFound)
        {
            Detail = $"There is no policy {Shown.Short(unknown.Name)}, or no such version: it never was, it is another tenant's, "
                + $"or it was removed.{meant}",
            Known = unknown.Known,
        });
    }

    private static Task Unsound(HttpContext context, ImmutableArray<Problem> problems) =>
        Problems.Write(context, new("unsound-policy", "No policy can be so.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = string.Join("; ", problems.Take(3)),
            Errors = problems,
        });

    private static Task InUse(HttpContext context, PolicyOutcome.InUse used)
    {
        var where = used.Where.Select(face => face ?? Default).ToArray();
        return Problems.Write(context, new("policy-in-use", "The policy decides still.", StatusCodes.Status409Conflict)
        {
            Detail = $"{used.Name} is assigned to: {string.Join(", ", where)}. Assign another policy there first: "
                + "PUT /emend/v1/policies/assignments.",
            More = json => json.Texts("where", where),
        });
    }

    // Who named it by a header is told so in the terms of HTTP.
    private static Task Stale(HttpContext context, PolicyOutcome.Stale stale)
    {
        var headers = context.Request.Headers;
        var byHeader = headers.IfMatch.Count > 0 || headers.IfNoneMatch.Count > 0;
        return Problems.Write(context, new("stale", "It was changed meanwhile.", byHeader ? 412 : 409)
        {
            Detail = (stale.Current == 0 ? "There is none now" : $"It is in version {stale.Current}")
                + (stale.Named == 0 ? ", the request is for where there is none." : $", the request names {stale.Named}.")
                + " Read it again, and decide anew.",
            Current = stale.Current,
            Named = stale.Named,
        });
    }
}
