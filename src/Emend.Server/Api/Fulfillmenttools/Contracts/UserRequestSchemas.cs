using System.Text.Json;
using Emend.Server.Common;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas of users and roles.</summary>
internal static class UserRequestSchemas
{
    /// <summary>The facilities that a role is restricted to. Emend has no facility groups and no zones.</summary>
    public static readonly JsonSchema Context = JsonSchema.Object(
        Required("type", JsonSchema.Choice("FACILITY")),
        Required("values", JsonSchema.List(CommonSchemas.Ref, min: 1))).Named("RoleContext");

    private static readonly JsonSchema Contexts = JsonSchema.List(Context, max: 50, min: 1);

    private static readonly JsonSchema AssignedRole = JsonSchema.Object(Required("ref", CommonSchemas.Ref), Optional("context", Contexts));

    /// <summary>Older form of an assigned role.</summary>
    private static readonly JsonSchema NamedRole = JsonSchema.Object(
        Required("name", CommonSchemas.Ref),
        Optional("context", Contexts),
        Optional("facilities", JsonSchema.List(CommonSchemas.Ref, max: 23, min: 1)));

    public static readonly JsonSchema Locale = JsonSchema.Choice(
        "de_DE", "en_US", "pl_PL", "ru_RU", "nl_NL", "fr_FR", "it_IT", "nb_NO", "es_ES", "cs_CZ", "sk_SK", "pt_PT", "sl_SI", "ro_RO",
        "bg_BG", "hr_HR", "hu_HU", "tr_TR");

    private static readonly JsonSchema Attributes = JsonSchema.OrNull(JsonSchema.AnyObject);

    private static readonly PropertySchema[] UserMembers =
    [
        Optional("email", JsonSchema.Email), Optional("locale", Locale), Optional("customAttributes", Attributes),
        Optional("assignedRoles", JsonSchema.List(AssignedRole, max: 10, min: 1)),
        Optional("roles", JsonSchema.List(NamedRole, max: 10, min: 1)),
    ];

    public static readonly JsonSchema UserForCreation = JsonSchema.Object(
        [
            Required("firstname", JsonSchema.NonBlankText(100)), Required("lastname", JsonSchema.NonBlankText(100)),
            Required("username", JsonSchema.Text()),
            Required("password", JsonSchema.Text()), .. UserMembers,
        ])
        .WithOneOf("assignedRoles", "roles");

    private static readonly JsonSchema ModifyUser = JsonSchema.Object(
        [
            Required("action", JsonSchema.Choice("ModifyUser")), Optional("firstname", JsonSchema.NonBlankText(100)),
            Optional("lastname", JsonSchema.NonBlankText(100)),
            Optional("password", JsonSchema.Text()), .. UserMembers,
        ]);

    public static readonly JsonSchema UserActions = JsonSchema.Object(
        Required("version", CommonSchemas.Version), Required("actions", JsonSchema.List(ModifyUser, max: 5, min: 1)));

    private static readonly JsonSchema ModifyMe = JsonSchema.Object(
        Required("action", JsonSchema.Choice("ModifyMe", "ModifyCredentials")), Optional("firstname", JsonSchema.NonBlankText(100)),
        Optional("lastname", JsonSchema.NonBlankText(100)), Optional("locale", Locale));

    private static readonly JsonSchema ModifyCredentials = JsonSchema.Object(
        Required("action", JsonSchema.Choice("ModifyCredentials")), Required("currentPassword", JsonSchema.Text()),
        Optional("password", JsonSchema.Text()),
        Optional("email", JsonSchema.Email));

    public static readonly JsonSchema CurrentUserAction = new EitherSchema(
        body => body.ReadMember("action") is { ValueKind: JsonValueKind.String } name && name.ValueEquals("ModifyCredentials"),
        ModifyCredentials, ModifyMe);

    /// <summary>Personal data of the caller.</summary>
    public static readonly JsonSchema CurrentUserPatch = JsonSchema.Object(
        Optional("firstname", JsonSchema.NonBlankText(100)), Optional("lastname", JsonSchema.NonBlankText(100)),
        Optional("locale", Locale)).Named("PersonalDataForUpdate");

    private static readonly JsonSchema PermissionNames = JsonSchema.List(new PermissionSchema(), max: 500);

    private static readonly PropertySchema[] RoleMembers =
    [
        Required("name", JsonSchema.NonBlankText(200)), Optional("description", JsonSchema.Text(100)),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("context", JsonSchema.List(Context, max: 100, min: 1)),
    ];

    public static readonly JsonSchema RoleForCreation = JsonSchema.Object(
        [.. RoleMembers, Required("permissions", PermissionNames), Optional("displayName", JsonSchema.Text(50))]);

    public static readonly JsonSchema RoleForPut = JsonSchema.Object(
        [
            .. RoleMembers, Required("version", CommonSchemas.Version), Required("permissions", PermissionNames),
            Optional("displayName", JsonSchema.Text(50)),
        ]);

    public static readonly JsonSchema RoleForPatch = JsonSchema.Object(
        [
            .. RoleMembers, Required("version", CommonSchemas.Version), Optional("permissions", PermissionNames),
            Optional("displayName", JsonSchema.Text(100)),
        ]);
}
