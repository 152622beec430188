using System.Collections.Immutable;

namespace Emend.Server.Http;

/// <summary>
/// Declares who may call an endpoint. The handler does the check, because 404 and 400 responses come before 403. A test over all
/// endpoints verifies that declaration and handler agree.
/// </summary>
/// <param name="RequiresAuthentication">Whether the endpoint requires authentication.</param>
/// <param name="Permissions">The caller needs all of them. Rules can require more, depending on the command.</param>
internal sealed record EndpointAuthorization(bool RequiresAuthentication, ImmutableArray<string> Permissions)
{
    /// <summary>A permission that suffices instead of all <see cref="Permissions"/>; null if there is none.</summary>
    public string? Alternative { get; init; }

    /// <summary>Whether only the operator may call the endpoint.</summary>
    public bool IsOperator { get; init; }
}

internal static class EndpointAuthorizationExtensions
{
    /// <summary>Requires authentication and all these permissions.</summary>
    public static T RequiresPermission<T>(this T endpoint, params string[] permissions)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(true, [.. permissions]));

    /// <summary>Requires authentication and one of two permissions.</summary>
    public static T RequiresEitherPermission<T>(this T endpoint, string permission, string alternative)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(true, [permission]) { Alternative = alternative });

    /// <summary>Requires the key of the operator.</summary>
    public static T RequiresOperator<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(true, []) { IsOperator = true });

    /// <summary>Requires no authentication.</summary>
    public static T IsPublic<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new EndpointAuthorization(false, []));
}
