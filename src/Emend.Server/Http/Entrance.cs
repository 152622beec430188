using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Http;

/// <summary>Somebody whose token or key counts, with what they may do now.</summary>
internal sealed record Visitor(Caller Caller, Actor Actor)
{
    public TenantId Tenant => Caller.Tenant;
}

/// <summary>How a face tells what every face has to tell.</summary>
internal interface IFaceErrors
{
    static abstract Task Unauthenticated(HttpContext context, CallerProblem problem);

    static abstract Task Forbidden(HttpContext context, string permission);

    /// <summary>What was not received, took too long, or failed.</summary>
    static abstract Task Failed(HttpContext context, int status, string what, string? remedy);
}

/// <summary>Who gets in, and what they are told where they do not: in the words of the face.</summary>
internal abstract class Entrance<TFace>(IActorDirectory actors)
    where TFace : IFaceErrors
{
    /// <summary>The caller of the token or key; null after 401 was answered.</summary>
    public static async Task<Caller?> Caller(HttpContext context)
    {
        if (context.Features.Get<Caller>() is { } caller) return caller;
        await TFace.Unauthenticated(context, context.Features.Get<CallerProblem>() ?? CallerProblem.Missing);
        return null;
    }

    /// <summary>The caller with their roles; null after 401 was answered.</summary>
    public async Task<Visitor?> Admit(HttpContext context)
    {
        if (await Caller(context) is not { } caller) return null;
        if (await actors.Find(caller, context.RequestAborted) is { } actor) return new(caller, actor);
        await TFace.Unauthenticated(context, CallerProblem.Revoked);
        return null;
    }

    /// <summary>The same, where one permission is all it takes; null after 401 or 403 was answered.</summary>
    public async Task<Visitor?> Admit(HttpContext context, string permission) =>
        await Admit(context) is { } visitor && await May(context, visitor.Actor, permission) ? visitor : null;

    /// <summary>Whether they may; answers 403 where not.</summary>
    public static async Task<bool> May(HttpContext context, Actor actor, string permission)
    {
        if (actor.May(permission)) return true;
        await TFace.Forbidden(context, permission);
        return false;
    }
}
