using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Identity;

namespace Emend.Server.Http;

/// <summary>A caller with a valid token or API key, and their current permissions.</summary>
internal sealed record AuthenticatedCaller(Caller Caller, Actor Actor)
{
    public TenantId Tenant => Caller.Tenant;
}

/// <summary>Writes the errors that all APIs share, in the error format of one API.</summary>
internal interface IApiErrorWriter
{
    static abstract Task WriteUnauthenticated(HttpContext context, AuthenticationError authenticationError);

    static abstract Task WriteForbidden(HttpContext context, string permission);
}

/// <summary>Authorizes requests and writes 401 and 403 responses in the error format of the API.</summary>
internal abstract class ApiAuthorizer<TErrorWriter>(IActorResolver actors)
    where TErrorWriter : IApiErrorWriter
{
    /// <summary>Returns the caller, or writes 401 and returns null.</summary>
    public static async Task<Caller?> GetCaller(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } caller)
        {
            return caller;
        }

        await TErrorWriter.WriteUnauthenticated(context, context.Features.Get<AuthenticationError>() ?? AuthenticationError.Missing);
        return null;
    }

    /// <summary>Returns the caller with their roles, or writes 401 and returns null.</summary>
    public async Task<AuthenticatedCaller?> Authorize(HttpContext context)
    {
        if (await GetCaller(context) is not { } caller)
        {
            return null;
        }

        if (await actors.Find(caller, context.RequestAborted) is { } actor)
        {
            return new(caller, actor);
        }

        await TErrorWriter.WriteUnauthenticated(context, AuthenticationError.Revoked);
        return null;
    }

    /// <summary>Returns the caller if they have the permission. Otherwise writes 401 or 403 and returns null.</summary>
    public async Task<AuthenticatedCaller?> Authorize(HttpContext context, string permission) =>
        await Authorize(context) is { } caller && await RequirePermission(context, caller.Actor, permission) ? caller : null;

    /// <summary>Whether the actor has the permission. Writes 403 if not.</summary>
    public static async Task<bool> RequirePermission(HttpContext context, Actor actor, string permission)
    {
        if (actor.HasPermission(permission))
        {
            return true;
        }

        await TErrorWriter.WriteForbidden(context, permission);
        return false;
    }
}
