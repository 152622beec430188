using Emend.Server.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Emend.Server.OpenApi;

/// <summary>A mapped endpoint with its metadata.</summary>
internal sealed record EndpointDescription(
    ApiDocumentInfo Api, string Method, RoutePattern Pattern, OperationMetadata Operation, EndpointAuthorization Authorization)
{
    /// <summary>The path in OpenAPI syntax.</summary>
    public string Path => "/" + string.Join('/', Pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Part))));

    public IEnumerable<string> PathParameters => Pattern.Parameters.Select(p => p.Name);

    /// <summary>All statuses with a body in the error format of the API.</summary>
    public IEnumerable<int> ErrorStatuses => Operation.ErrorStatuses
        .Concat(Authorization.RequiresAuthentication ? [401] : [])
        .Concat(Authorization.RequiresAuthentication && !Authorization.IsOperator ? [403] : [])
        .Concat(Authorization.RequiresAuthentication && Operation.Body is not null ? [400, 413, 415] : [])
        .Concat([429, 500, 503])
        .Distinct();

    /// <summary>All endpoints of all APIs that have operation metadata.</summary>
    public static IEnumerable<EndpointDescription> FromEndpoints(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        let operation = endpoint.Metadata.GetMetadata<OperationMetadata>()
        let document = endpoint.Metadata.GetMetadata<ApiDocumentInfo>()
        where operation is not null && document is not null
        let needed = endpoint.Metadata.GetMetadata<EndpointAuthorization>() ?? new EndpointAuthorization(true, [])
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select new EndpointDescription(document, method, endpoint.RoutePattern, operation, needed);

    private static string Part(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternSeparatorPart separator => separator.Content,
        _ => throw new InvalidOperationException($"Path segments of kind {part.PartKind} are not supported."),
    };
}
