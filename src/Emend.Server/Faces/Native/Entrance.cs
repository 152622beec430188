using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native;

/// <summary>Who gets in at this face, told as problems where somebody does not.</summary>
internal sealed class Entrance(IActorDirectory actors) : Entrance<Entrance>(actors), IFaceErrors
{
    public static Task Unauthenticated(HttpContext context, CallerProblem problem) => Problems.Unauthenticated(context, problem);

    public static Task Forbidden(HttpContext context, string permission) => Problems.Forbidden(context, permission);

    public static Task Failed(HttpContext context, int status, string what, string? remedy) =>
        Problems.Write(context, new(CodeOf(status), what, status) { Detail = remedy });

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => "busy",
        StatusCodes.Status500InternalServerError => "failed",
        _ => "malformed",
    };
}
