using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Faces.Native;

/// <summary>Somebody whose token or key counts, with what they may do now.</summary>
internal sealed record Visitor(Caller Caller, Actor Actor)
{
    public TenantId Tenant => Caller.Tenant;
}

/// <summary>Who gets in, and what they are told where they do not.</summary>
internal sealed class Entrance(IActorDirectory actors)
{
    /// <summary>The caller of the token or key; null after 401 was answered.</summary>
    public static async Task<Caller?> Caller(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } caller) return caller;
        await Problems.Unauthenticated(context, context.Features.Get<CallerProblem>() ?? CallerProblem.Missing);
        return null;
    }

    /// <summary>The caller with their roles; null after 401 was answered.</summary>
    public async Task<Visitor?> Admit(HttpContext context)
    {
        if (await Caller(context) is not { } caller) return null;
        if (await actors.Find(caller, context.RequestAborted) is { } actor) return new(caller, actor);
        await Problems.Unauthenticated(context, CallerProblem.Revoked);
        return null;
    }

    /// <summary>Whether they may; answers 403 where not.</summary>
    public static async Task<bool> May(HttpContext context, Actor actor, string permission)
    {
        if (actor.May(permission)) return true;
        await Problems.Forbidden(context, permission);
        return false;
    }
}
