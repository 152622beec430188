using System.Collections.Immutable;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What requests that write policies have in common.</summary>
/// <param name="Body">The body.</param>
/// <param name="Problems">What is wrong with it and its headers.</param>
/// <param name="Version">The version the caller saw, 0 for none; null where they named none.</param>
internal sealed record PolicyRequestReader(JsonBody Body, ImmutableArray<ValidationError> Problems, int? Version)
{
    public int Status => Body.Status == 0 ? StatusCodes.Status400BadRequest : Body.Status;

    public static async Task<PolicyRequestReader> Read(HttpContext context, JsonSchema schema, string what)
    {
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        var problems = body.Problems.ToBuilder();
        var (match, wrong) = Matching(context.Request, what);
        problems.AddRange(wrong);
        var named = body.IsGood ? body.Json.Whole("baseVersion") : null;
        if (match is { } header && named is { } member && header != member)
            problems.Add(new("baseVersion", $"is {member}, and the header says {header}", "must be the same; or name one of the two"));
        return new(body, problems.ToImmutable(), Limited(match ?? named));
    }

    /// <summary>The version that the headers name: of If-Match, or none by If-None-Match: *.</summary>
    public static (long? Version, ImmutableArray<ValidationError> Problems) Matching(HttpRequest request, string what)
    {
        var (match, wrong) = RevisionHeaders.IfMatch(request, what);
        ImmutableArray<ValidationError> problems = wrong is { } problem ? [problem] : [];
        return request.Headers.IfNoneMatch switch
        {
            [] => (match, problems),
            ["*"] when match is null => (0, problems),
            ["*"] => (match, problems.Add(new("If-None-Match", "contradicts If-Match", "must be left out, or If-Match must"))),
            _ => (match, problems.Add(new("If-None-Match", "is no *", "must be *: to write only where there is none"))),
        };
    }

    public static int? Limited(long? version) => version is { } named ? (int)Math.Min(named, int.MaxValue) : null;
}
