using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Http;

/// <summary>Somebody whose token or key counts, with what they may do now.</summary>
internal sealed record AuthenticatedCaller(Caller Caller, Actor Actor)
{
    public TenantId Tenant => Caller.Tenant;
}

/// <summary>How a face tells what every face has to tell.</summary>
internal interface IApiErrorWriter
{
    static abstract Task Unauthenticated(HttpContext context, AuthenticationError authenticationError);

    static abstract Task Forbidden(HttpContext context, string permission);

    /// <summary>What was not received, took too long, or failed.</summary>
    static abstract Task Failed(HttpContext context, int status, string what, string? remedy);
}

/// <summary>Who gets in, and what they are told where they do not: in the words of the face.</summary>
internal abstract class ApiAuthorizer<TFace>(IActorResolver actors)
    where TFace : IApiErrorWriter
{
    /// <summary>The caller of the token or key; null after 401 was answered.</summary>
    public static async Task<Caller?> Caller(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } caller) return caller;
        await TFace.Unauthenticated(context, context.Features.Get<AuthenticationError>() ?? AuthenticationError.Missing);
        return null;
    }

    /// <summary>The caller with their roles; null after 401 was answered.</summary>
    public async Task<AuthenticatedCaller?> Authorize(HttpContext context)
    {
        if (await Caller(context) is not { } caller) return null;
        if (await actors.Find(caller, context.RequestAborted) is { } actor) return new(caller, actor);
        await TFace.Unauthenticated(context, AuthenticationError.Revoked);
        return null;
    }

    /// <summary>The same, where one permission is all it takes; null after 401 or 403 was answered.</summary>
    public async Task<AuthenticatedCaller?> Authorize(HttpContext context, string permission) =>
        await Authorize(context) is { } caller && await RequirePermission(context, caller.Actor, permission) ? caller : null;

    /// <summary>Whether they may; answers 403 where not.</summary>
    public static async Task<bool> RequirePermission(HttpContext context, Actor actor, string permission)
    {
        if (actor.HasPermission(permission)) return true;
        await TFace.Forbidden(context, permission);
        return false;
    }
}
