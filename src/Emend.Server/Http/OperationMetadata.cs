using System.Collections.Immutable;

namespace Emend.Server.Http;

/// <summary>
/// Requests and responses of an endpoint, for the OpenAPI document of its API. Tests verify that every endpoint has metadata and
/// that responses match it.
/// </summary>
/// <param name="Id">Name in generated clients, unique per API. Begins with a verb: <c>placeOrder</c>.</param>
/// <param name="Tag">The group in the document.</param>
/// <param name="Summary">What the endpoint does, in a few words without a period.</param>
internal sealed record OperationMetadata(string Id, string Tag, string Summary)
{
    /// <summary>Additional documentation in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Query parameters and headers. Path parameters come from the route pattern.</summary>
    public ImmutableArray<OperationParameter> Parameters { get; init; } = [];

    /// <summary>The schema that validates the body; null if the endpoint has no body.</summary>
    public JsonSchema? Body { get; init; }

    /// <summary>An example body: JSON that matches the schema.</summary>
    public string? Example { get; init; }

    /// <summary>The accepted media types.</summary>
    public ImmutableArray<string> BodyMediaTypes { get; init; } = ["application/json"];

    /// <summary>The responses that are specific to this endpoint.</summary>
    public ImmutableArray<OperationResponse> Responses { get; init; } = [];

    /// <summary>
    /// Error statuses of this endpoint, in the error format of the API. The document adds the statuses that follow from a body, from
    /// <see cref="EndpointAuthorization"/>, and from server failures.
    /// </summary>
    public ImmutableArray<int> ErrorStatuses { get; init; } = [];
}

/// <summary>A response of an endpoint.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Description">When the endpoint responds with it.</param>
/// <param name="Schema">The schema of the body; null if there is no body.</param>
internal sealed record OperationResponse(int Status, string Description, JsonSchema? Schema)
{
    public string MediaType { get; init; } = "application/json";
}

/// <summary>A query parameter or a header.</summary>
/// <param name="Name">The name in the request.</param>
/// <param name="Description">The description in the document.</param>
/// <param name="Schema">The schema of one value.</param>
internal sealed record OperationParameter(string Name, string Description, JsonSchema Schema)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether the parameter may occur several times.</summary>
    public bool IsRepeated { get; init; }

    public bool IsHeader { get; init; }

    /// <summary>An example value.</summary>
    public string? Example { get; init; }

    /// <summary>The value if the parameter is omitted.</summary>
    public long? Default { get; init; }
}

/// <summary>The OpenAPI document of one API. Metadata of the endpoint group of the API.</summary>
/// <param name="Name">The name of the document. Emend serves it as <c>/docs/{name}.json</c>.</param>
/// <param name="Title">The title of the API.</param>
/// <param name="Description">The introduction, in Markdown.</param>
/// <param name="ErrorSchema">The schema of error bodies.</param>
/// <param name="ErrorMediaType">The media type of error bodies.</param>
/// <param name="SecuritySchemes">The accepted authentication schemes.</param>
internal sealed record ApiDocumentInfo(
    string Name,
    string Title,
    string Description,
    JsonSchema ErrorSchema,
    string ErrorMediaType,
    ImmutableArray<ApiSecurityScheme> SecuritySchemes);

/// <summary>An authentication scheme.</summary>
internal enum ApiSecurityScheme
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Token,

    /// <summary><c>X-Api-Key: …</c>.</summary>
    ApiKey,

    /// <summary><c>X-Operator-Key: …</c>.</summary>
    OperatorKey,
}

internal static class OperationMetadataExtensions
{
    /// <summary>Adds the metadata to the endpoint.</summary>
    public static TBuilder WithOperation<TBuilder>(this TBuilder endpoint, OperationMetadata operation)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(operation);
}
