using System.Text.Json;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Users and roles.</summary>
internal static class PeopleShapes
{
    /// <summary>Where a role counts. Facilities only: there are no groups of them and no zones here.</summary>
    public static readonly Shape Context = Shape.Object(
        Must("type", Shape.Choice("FACILITY")),
        Must("values", Shape.List(CommonShapes.Ref, least: 1))).Named("RoleContext");

    private static readonly Shape Contexts = Shape.List(Context, most: 50, least: 1);

    private static readonly Shape AssignedRole = Shape.Object(Must("ref", CommonShapes.Ref), May("context", Contexts));

    /// <summary>The older form of the same.</summary>
    private static readonly Shape NamedRole = Shape.Object(
        Must("name", CommonShapes.Ref),
        May("context", Contexts),
        May("facilities", Shape.List(CommonShapes.Ref, most: 23, least: 1)));

    public static readonly Shape Locale = Shape.Choice(
        "de_DE", "en_US", "pl_PL", "ru_RU", "nl_NL", "fr_FR", "it_IT", "nb_NO", "es_ES", "cs_CZ", "sk_SK", "pt_PT", "sl_SI", "ro_RO",
        "bg_BG", "hr_HR", "hu_HU", "tr_TR");

    private static readonly Shape Attributes = Shape.OrNull(Shape.AnyObject);

    private static readonly Member[] OfUser =
    [
        May("email", Shape.Email), May("locale", Locale), May("customAttributes", Attributes),
        May("assignedRoles", Shape.List(AssignedRole, most: 10, least: 1)), May("roles", Shape.List(NamedRole, most: 10, least: 1)),
    ];

    public static readonly Shape UserForCreation = Shape.Object(
        [
            Must("firstname", Shape.Name(100)), Must("lastname", Shape.Name(100)), Must("username", Shape.Text()),
            Must("password", Shape.Text()), .. OfUser,
        ])
        .WithOneOf("assignedRoles", "roles");

    private static readonly Shape ModifyUser = Shape.Object(
        [
            Must("action", Shape.Choice("ModifyUser")), May("firstname", Shape.Name(100)), May("lastname", Shape.Name(100)),
            May("password", Shape.Text()), .. OfUser,
        ]);

    public static readonly Shape UserActions = Shape.Object(
        Must("version", CommonShapes.Version), Must("actions", Shape.List(ModifyUser, most: 5, least: 1)));

    private static readonly Shape ModifyMe = Shape.Object(
        Must("action", Shape.Choice("ModifyMe", "ModifyCredentials")), May("firstname", Shape.Name(100)),
        May("lastname", Shape.Name(100)), May("locale", Locale));

    private static readonly Shape ModifyCredentials = Shape.Object(
        Must("action", Shape.Choice("ModifyCredentials")), Must("currentPassword", Shape.Text()), May("password", Shape.Text()),
        May("email", Shape.Email));

    public static readonly Shape MyAction = new EitherShape(
        body => body.Part("action") is { ValueKind: JsonValueKind.String } name && name.ValueEquals("ModifyCredentials"),
        ModifyCredentials, ModifyMe);

    private static readonly Shape PermissionNames = Shape.List(new PermissionShape(), most: 500);

    private static readonly Member[] OfRole =
    [
        Must("name", Shape.Name(200)), May("description", Shape.Text(100)), May("customAttributes", Shape.AnyObject),
        May("context", Shape.List(Context, most: 100, least: 1)),
    ];

    public static readonly Shape RoleForCreation = Shape.Object(
        [.. OfRole, Must("permissions", PermissionNames), May("displayName", Shape.Text(50))]);

    public static readonly Shape RoleForPut = Shape.Object(
        [.. OfRole, Must("version", CommonShapes.Version), Must("permissions", PermissionNames), May("displayName", Shape.Text(50))]);

    public static readonly Shape RoleForPatch = Shape.Object(
        [.. OfRole, Must("version", CommonShapes.Version), May("permissions", PermissionNames), May("displayName", Shape.Text(100))]);
}
