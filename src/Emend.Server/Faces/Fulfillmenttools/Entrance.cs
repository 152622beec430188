using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Somebody whose token counts, with what they may do now.</summary>
internal sealed record Visitor(Caller Caller, Actor Actor)
{
    public Core.Orders.TenantId Tenant => Caller.Tenant;
}

/// <summary>Who gets in, and what they are told where they do not.</summary>
internal sealed class Entrance(IActorDirectory actors)
{
    /// <summary>The caller of the token; null after 401 was answered.</summary>
    public static async Task<Caller?> Caller(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } caller) return caller;
        await Errors.Unauthenticated(context, context.Features.Get<CallerProblem>() ?? CallerProblem.Missing);
        return null;
    }

    /// <summary>The caller with their roles; null after 401 was answered.</summary>
    public async Task<Visitor?> Admit(HttpContext context)
    {
        if (await Caller(context) is not { } caller) return null;
        if (await actors.Find(caller, context.RequestAborted) is { } actor) return new(caller, actor);
        await Errors.Unauthenticated(context, CallerProblem.Revoked);
        return null;
    }

    /// <summary>The same, where one permission is all it takes; null after 401 or 403 was answered.</summary>
    public async Task<Visitor?> Admit(HttpContext context, string permission) =>
        await Admit(context) is { } visitor && await May(context, visitor.Actor, permission) ? visitor : null;

    /// <summary>Whether they may; answers 403 where not.</summary>
    public static async Task<bool> May(HttpContext context, Actor actor, string permission)
    {
        if (actor.May(permission)) return true;
        await Errors.Forbidden(context, permission);
        return false;
    }
}
