using Emend.IntegrationTests.Fixtures;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Architecture;

/// <summary>Every endpoint has OpenAPI metadata (see docs/openapi.md).</summary>
public sealed class DescriptionTests
{
    /// <summary>Endpoints without metadata, and the reason.</summary>
    private static readonly (string Path, string Reason)[] Exceptions =
    [
        ("/health/live", "for the machine that runs the process"),
        ("/health/ready", "for the machine that runs the process"),
        ("/docs/{api}.json", "the document itself"),
        ("/", "the home page, for people"),
        ("{**path}", "what is not there"),
    ];

    [Fact]
    public void Every_endpoint_has_metadata() => RuleFindings.MustBeNone(
        OpenApiConformance.Mapped.Where(
            e => e.Metadata.GetMetadata<OperationMetadata>() is null || e.Metadata.GetMetadata<ApiDocumentInfo>() is null)
            .Select(e => e.RoutePattern.RawText!)
            .Where(path => !Exceptions.Any(x => path.EndsWith(x.Path, StringComparison.Ordinal)))
            .Select(path => $"{path} is mapped without .Describes(…), or its group without a {nameof(ApiDocumentInfo)}"));

    [Fact]
    public void Operation_ids_are_unique_in_an_API() => RuleFindings.MustBeNone(
        OpenApiConformance.All.CountBy(e => (e.Api.Name, e.Operation.Id))
            .Where(c => c.Value > 1)
            .Select(c => $"{c.Key} occurs {c.Value} times"));

    [Fact]
    public void Summaries_are_short_and_descriptions_are_sentences() => RuleFindings.MustBeNone(
        from endpoint in OpenApiConformance.All
        let operation = endpoint.Operation
        where operation.Summary.Length is 0 or > 60 || operation.Summary[^1] == '.' || operation.Description is { } text && text[^1] != '.'
        select $"{operation.Id}: {operation.Summary} / {operation.Description}");

    [Fact]
    public void Every_success_response_has_a_schema() => RuleFindings.MustBeNone(
        OpenApiConformance.All.Where(e => !e.Operation.Responses.Any(a => a.Status is >= 200 and < 300))
            .Select(e => $"{e.Operation.Id} has no success response"));

    [Fact]
    public void Every_body_has_an_example_that_matches_its_schema() => RuleFindings.MustBeNone(
        from endpoint in OpenApiConformance.All
        let operation = endpoint.Operation
        where operation.Body is not null
        from finding in operation.Example is { } example ? OpenApiConformance.Check(operation.Body!, example) : ["there is none"]
        select $"the example of {operation.Id}: {finding}");
}
