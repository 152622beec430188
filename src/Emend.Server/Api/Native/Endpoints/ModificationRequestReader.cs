using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Quotes;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads the members and headers that all modification requests share.</summary>
/// <param name="Body">The request body.</param>
/// <param name="Problems">The validation errors of the body and the headers.</param>
/// <param name="Revision">The expected revision; null if the request has none.</param>
internal sealed record ModificationRequestReader(JsonBody Body, ImmutableArray<ValidationError> Problems, long? Revision)
{
    public UnroutableBehavior UnroutableBehavior =>
        Body.Json.ReadText("ifUnroutable") == "accept" ? UnroutableBehavior.Accept : UnroutableBehavior.Reject;

    public ImmutableArray<string> AcceptedPenalties => [.. Body.Json.ReadEntries("acceptPenalties").Select(r => r.GetString()!)];

    public string? Reason => Body.Json.ReadText("reason");

    /// <summary>The quote that the result must match; null if the request has no quote token.</summary>
    public PresentedQuote? PresentedQuote => Body.Json.ReadText("quoteToken") is { } token ? new(token, Tolerance) : null;

    private QuoteTolerance Tolerance => Body.Json.ReadMember("tolerance") is not { } given ? default : new(
        given.ReadDecimal("total") ?? 0,
        given.ReadBoolean("otherFacilities") ?? false,
        given.ReadMember("unroutable") is { } unroutable ? Quantity.From(unroutable.GetDecimal())!.Value : Quantity.Zero);

    public static async Task<ModificationRequestReader> Read(HttpContext context, JsonSchema schema)
    {
        var body = await JsonBody.Read(context.Request, schema, context.RequestAborted);
        var problems = body.Errors.ToBuilder();
        if (IdempotencyKeys.Validate(context.Request) is { } key)
        {
            problems.Add(key);
        }

        var (match, wrong) = RevisionHeaders.ReadIfMatch(context.Request);
        if (wrong is { } problem)
        {
            problems.Add(problem);
        }

        var expectedVersion = body.IsValid ? body.Json.ReadInteger("baseRevision") : null;
        if (match is { } header && expectedVersion is { } member && header != member)
        {
            problems.Add(new("baseRevision", $"is {member}, but If-Match is {header}", "must equal If-Match; or send one of them"));
        }

        if (body.IsValid && body.Json.ReadMember("tolerance") is not null && body.Json.ReadMember("quoteToken") is null)
        {
            problems.Add(new("tolerance", "is sent without quoteToken", "must be sent with the quoteToken of a preview, or omitted"));
        }

        return new(body, problems.ToImmutable(), match ?? expectedVersion);
    }
}
