using System.Collections.Immutable;

namespace Emend.Server.Http;

/// <summary>
/// Who may call an endpoint. The handler asks for it, since what does not exist and what is malformed is told first; here it is
/// declared, and a test over every endpoint holds the two together.
/// </summary>
/// <param name="Known">Whether the caller must be known at all.</param>
/// <param name="Permissions">All of these; where more depends on what is asked for, the condition tables say so.</param>
internal sealed record Needed(bool Known, ImmutableArray<string> Permissions);

internal static class NeedsMapping
{
    /// <summary>The caller must be known, and have all these permissions.</summary>
    public static T Needs<T>(this T endpoint, params string[] permissions)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Needed(true, [.. permissions]));

    /// <summary>Anybody may call it, known or not.</summary>
    public static T IsOpen<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Needed(false, []));
}
