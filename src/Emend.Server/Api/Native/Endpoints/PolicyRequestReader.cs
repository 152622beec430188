using System.Collections.Immutable;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads the body and the headers of a request that writes policies or assignments.</summary>
/// <param name="Body">The request body.</param>
/// <param name="Problems">The validation errors of the body and the headers.</param>
/// <param name="Version">The expected version, 0 if the policy must not exist; null if the request has none.</param>
internal sealed record PolicyRequestReader(JsonBody Body, ImmutableArray<ValidationError> Problems, int? Version)
{
    public int Status => Body.Status == 0 ? StatusCodes.Status400BadRequest : Body.Status;

    public static async Task<PolicyRequestReader> Read(HttpContext context, JsonSchema schema, string resource)
    {
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        var problems = body.Errors.ToBuilder();
        var (match, wrong) = ReadExpectedVersion(context.Request, resource);
        problems.AddRange(wrong);
        var expected = body.IsValid ? body.Json.ReadInteger("baseVersion") : null;
        if (match is { } header && expected is { } member && header != member)
        {
            problems.Add(new("baseVersion", $"is {member}, but the header is {header}", "must equal the header; or send one of them"));
        }

        return new(body, problems.ToImmutable(), ToInt(match ?? expected));
    }

    /// <summary>Reads the expected version from If-Match, or 0 from <c>If-None-Match: *</c>.</summary>
    public static (long? Version, ImmutableArray<ValidationError> Problems) ReadExpectedVersion(HttpRequest request, string resource)
    {
        var (match, wrong) = RevisionHeaders.ReadIfMatch(request, resource);
        ImmutableArray<ValidationError> problems = wrong is { } problem ? [problem] : [];
        return request.Headers.IfNoneMatch switch
        {
            [] => (match, problems),
            ["*"] when match is null => (0, problems),
            ["*"] => (match, problems.Add(new("If-None-Match", "contradicts If-Match", "omit one of them"))),
            _ => (match, problems.Add(new("If-None-Match", "is not *", "must be *, which writes only if the policy does not exist"))),
        };
    }

    public static int? ToInt(long? version) => version is { } expected ? (int)Math.Min(expected, int.MaxValue) : null;
}
