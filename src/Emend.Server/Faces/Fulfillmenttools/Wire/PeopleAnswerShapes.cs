using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Users and roles as their bodies tell them.</summary>
internal static class PeopleAnswerShapes
{
    private const int MostRoles = 1_000;

    private static readonly Member MayContext = May("context", Shape.List(PeopleShapes.Context, most: 1));

    private static readonly Shape Permissions = Shape.List(new PermissionShape());

    public static readonly Shape User = Shape.Object(
    [
        .. AnswerShapes.Versioned,
        Must("username", Shape.Name()),
        Must("firstname", Shape.Text()),
        Must("lastname", Shape.Text()),
        May("email", Shape.Email),
        May("locale", PeopleShapes.Locale),
        May("customAttributes", Shape.AnyObject),
        Must("authenticationProvider", Shape.Object(Must("type", Shape.Choice("EMAIL_PASSWORD")))),
        Must("assignedRoles", Shape.List(Shape.Object(Must("ref", CommonShapes.Ref), MayContext))),
    ]).Named("User");

    public static readonly Shape Role = Shape.Object(
        Must("name", CommonShapes.Ref),
        Must("version", CommonShapes.Version),
        Must("created", Shape.Moment),
        Must("lastModified", Shape.Moment),
        Must("displayName", Shape.Text()),
        May("description", Shape.Text()),
        Must("permissions", Permissions),
        MayContext,
        May("customAttributes", Shape.AnyObject)).Named("Role");

    public static readonly Shape Roles = Shape.List(Role, MostRoles);

    public static readonly Shape Effective = Shape.Object(
        Must("userId", CommonShapes.Ref),
        Must("roles", Shape.List(Shape.Object(Must("name", CommonShapes.Ref), Must("permissions", Permissions), MayContext))))
        .Named("EffectivePermissions");
}
