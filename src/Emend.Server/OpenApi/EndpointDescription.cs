using Emend.Server.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Emend.Server.OpenApi;

/// <summary>A mapped endpoint with what it says of itself.</summary>
internal sealed record EndpointDescription(
    ApiDocumentInfo Face, string Method, RoutePattern Pattern, OperationMetadata Operation, EndpointAuthorization Needed)
{
    /// <summary>The path as OpenAPI writes it.</summary>
    public string Path => "/" + string.Join('/', Pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Part))));

    public IEnumerable<string> PathParameters => Pattern.Parameters.Select(p => p.Name);

    /// <summary>All statuses that are told in the error shape of the face.</summary>
    public IEnumerable<int> Failures => Operation.Fails
        .Concat(Needed.Known ? [401] : [])
        .Concat(Needed.Permissions.IsEmpty ? [] : [403])
        .Concat(Needed.Known && Operation.Body is not null ? [400, 413, 415] : [])
        .Concat([500, 503])
        .Distinct();

    /// <summary>All endpoints that describe themselves, of whatever face.</summary>
    public static IEnumerable<EndpointDescription> In(IEnumerable<Endpoint> endpoints) =>
        from endpoint in endpoints.OfType<RouteEndpoint>()
        let operation = endpoint.Metadata.GetMetadata<OperationMetadata>()
        let face = endpoint.Metadata.GetMetadata<ApiDocumentInfo>()
        where operation is not null && face is not null
        let needed = endpoint.Metadata.GetMetadata<EndpointAuthorization>() ?? new EndpointAuthorization(true, [])
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select new EndpointDescription(face, method, endpoint.RoutePattern, operation, needed);

    private static string Part(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        RoutePatternSeparatorPart separator => separator.Content,
        _ => throw new InvalidOperationException($"{part.PartKind} is no part of a path."),
    };
}
