using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Quotes;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What bodies that modify an order have in common.</summary>
/// <param name="Body">The body.</param>
/// <param name="Problems">What is wrong with it and its headers.</param>
/// <param name="Revision">The revision the caller saw; null where they named none.</param>
internal sealed record ModificationRequestReader(JsonBody Body, ImmutableArray<ValidationError> Problems, long? Revision)
{
    public UnroutableBehavior UnroutableBehavior => Body.Json.Text("ifUnroutable") == "accept" ? UnroutableBehavior.Accept : UnroutableBehavior.Refuse;

    public ImmutableArray<string> Accept => [.. Body.Json.Entries("accept").Select(r => r.GetString()!)];

    public string? Reason => Body.Json.Text("reason");

    /// <summary>What a preview promised; null where the caller holds nothing against the outcome.</summary>
    public PresentedQuote? PresentedQuote => Body.Json.Text("token") is { } token ? new(token, Tolerance) : null;

    private QuoteTolerance Tolerance => Body.Json.Part("tolerance") is not { } given ? default : new(
        given.Decimal("total") ?? 0,
        given.Flag("otherFacilities") ?? false,
        given.Part("unplaced") is { } unplaced ? Quantity.From(unplaced.GetDecimal())!.Value : Quantity.Zero);

    public static async Task<ModificationRequestReader> Read(HttpContext context, JsonSchema schema)
    {
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        var problems = body.Problems.ToBuilder();
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems.Add(key);
        var (match, wrong) = RevisionHeaders.IfMatch(context.Request);
        if (wrong is { } problem) problems.Add(problem);
        var named = body.IsGood ? body.Json.Whole("baseRevision") : null;
        if (match is { } header && named is { } member && header != member)
            problems.Add(new("baseRevision", $"is {member}, and If-Match says {header}", "must be the same; or name one of the two"));
        if (body.IsGood && body.Json.Part("tolerance") is not null && body.Json.Part("token") is null)
            problems.Add(new("tolerance", "comes without a token", "must come with the token of a preview, or be left out"));
        return new(body, problems.ToImmutable(), match ?? named);
    }
}
