using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Who gets in at this face, told in its errors where somebody does not.</summary>
internal sealed class Entrance(IActorDirectory actors) : Entrance<Entrance>(actors), IFaceErrors
{
    public static Task Unauthenticated(HttpContext context, CallerProblem problem) => Errors.Unauthenticated(context, problem);

    public static Task Forbidden(HttpContext context, string permission) => Errors.Forbidden(context, permission);

    public static Task Failed(HttpContext context, int status, string what, string? remedy) =>
        Errors.Write(context, status, [new ErrorBody(what, remedy)]);
}
