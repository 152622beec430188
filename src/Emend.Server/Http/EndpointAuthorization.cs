using System.Collections.Immutable;

namespace Emend.Server.Http;

/// <summary>
/// Who may call an endpoint. The handler asks for it, since what does not exist and what is malformed is told first; here it is
/// declared, and a test over every endpoint holds the two together.
/// </summary>
/// <param name="Known">Whether the caller must be known at all.</param>
/// <param name="Permissions">All of these; where more depends on what is asked for, the condition tables say so.</param>
internal sealed record EndpointAuthorization(bool Known, ImmutableArray<string> Permissions);

internal static class EndpointAuthorizationExtensions
{
    /// <summary>The caller must be known, and have all these permissions.</summary>
    public static T RequiresPermission<T>(this T endpoint, params string[] permissions)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(true, [.. permissions]));

    /// <summary>Anybody may call it, known or not.</summary>
    public static T IsPublic<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(false, []));
}
