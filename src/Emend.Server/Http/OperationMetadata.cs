using System.Collections.Immutable;

namespace Emend.Server.Http;

/// <summary>
/// What an endpoint takes and answers, for the document of its face. Tests hold that every endpoint has one, and that what is
/// answered is what it says.
/// </summary>
/// <param name="Id">Its name in generated clients, unique in its face: a verb first, such as <c>placeOrder</c>.</param>
/// <param name="Tag">The group it is shown in.</param>
/// <param name="Summary">What it does, in a few words without a full stop.</param>
internal sealed record OperationMetadata(string Id, string Tag, string Summary)
{
    /// <summary>What a caller must know beside.</summary>
    public string? Description { get; init; }

    /// <summary>Parameters of the query and headers; those of the path are taken from its pattern.</summary>
    public ImmutableArray<OperationParameter> Parameters { get; init; } = [];

    /// <summary>The very shape that checks the body.</summary>
    public JsonSchema? Body { get; init; }

    /// <summary>A body to begin with when trying; JSON that passes the shape.</summary>
    public string? Example { get; init; }

    /// <summary>The media types that a body may have.</summary>
    public ImmutableArray<string> BodyTypes { get; init; } = ["application/json"];

    /// <summary>The answers that are this endpoint's own.</summary>
    public ImmutableArray<OperationResponse> Answers { get; init; } = [];

    /// <summary>
    /// Statuses that are told in the error shape of the face, beside those that follow from a body, from <see cref="EndpointAuthorization"/>, and
    /// the failures of the server.
    /// </summary>
    public ImmutableArray<int> Fails { get; init; } = [];
}

/// <summary>An answer of an endpoint.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Words">When it is told.</param>
/// <param name="Shape">What the body is; null where there is none.</param>
internal sealed record OperationResponse(int Status, string Words, JsonSchema? Shape)
{
    public string Type { get; init; } = "application/json";
}

/// <summary>A parameter of the query, or a header.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Words">What it is for.</param>
/// <param name="Shape">What one value must be.</param>
internal sealed record OperationParameter(string Name, string Words, JsonSchema Shape)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether it may be there several times.</summary>
    public bool IsRepeated { get; init; }

    public bool IsHeader { get; init; }

    /// <summary>A value to begin with when trying.</summary>
    public string? Example { get; init; }

    /// <summary>What counts where it is left out.</summary>
    public long? Default { get; init; }
}

/// <summary>A face as its document presents it; put on the group of its endpoints.</summary>
/// <param name="Name">The name of the document: it is served as <c>/docs/{name}.json</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What a reader must know first, in Markdown.</param>
/// <param name="Error">The body of an error answer.</param>
/// <param name="ErrorType">Its media type.</param>
/// <param name="Keys">How a caller may say who they are.</param>
internal sealed record ApiDocumentInfo(
    string Name, string Title, string Description, JsonSchema Error, string ErrorType, ImmutableArray<ApiSecurityScheme> Keys);

/// <summary>A way to say who calls.</summary>
internal enum ApiSecurityScheme
{
    /// <summary><c>Authorization: Bearer …</c>.</summary>
    Token,

    /// <summary><c>X-Api-Key: …</c>.</summary>
    ApiKey,
}

internal static class OperationMetadataExtensions
{
    /// <summary>Says what the endpoint takes and answers.</summary>
    public static TBuilder WithOperation<TBuilder>(this TBuilder endpoint, OperationMetadata operationMetadata)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(operationMetadata);
}
