using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What bodies that modify an order have in common.</summary>
/// <param name="Body">The body.</param>
/// <param name="Problems">What is wrong with it and its headers.</param>
/// <param name="Revision">The revision the caller saw; null where they named none.</param>
internal sealed record Asked(JsonBody Body, ImmutableArray<Problem> Problems, long? Revision)
{
    public IfUnroutable IfUnroutable => Body.Json.Text("ifUnroutable") == "accept" ? IfUnroutable.Accept : IfUnroutable.Refuse;

    public ImmutableArray<string> Accept => [.. Body.Json.Entries("accept").Select(r => r.GetString()!)];

    public static async Task<Asked> Read(HttpContext context, Shape shape)
    {
        var body = await JsonBody.Read(context.Request, shape, context.RequestAborted);
        var problems = body.Problems.ToBuilder();
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems.Add(key);
        var (match, wrong) = Revisions.IfMatch(context.Request);
        if (wrong is { } problem) problems.Add(problem);
        var named = body.IsGood ? body.Json.Whole("baseRevision") : null;
        if (match is { } header && named is { } member && header != member)
            problems.Add(new("baseRevision", $"is {member}, and If-Match says {header}", "must be the same; or name one of the two"));
        return new(body, problems.ToImmutable(), match ?? named);
    }
}
