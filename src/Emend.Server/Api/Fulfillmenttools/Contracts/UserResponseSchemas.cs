using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of users and roles.</summary>
internal static class UserResponseSchemas
{
    private const int MaxRoles = 1_000;

    private static readonly PropertySchema OptionalContext = Optional("context", JsonSchema.List(UserRequestSchemas.Context, max: 1));

    private static readonly JsonSchema Permissions = JsonSchema.List(new PermissionSchema());

    public static readonly JsonSchema User = JsonSchema.Object(
    [
        .. CommonResponseSchemas.Versioned,
        Required("username", JsonSchema.NonBlankText()),
        Required("firstname", JsonSchema.Text()),
        Required("lastname", JsonSchema.Text()),
        Optional("email", JsonSchema.Email),
        Optional("locale", UserRequestSchemas.Locale),
        Optional("customAttributes", JsonSchema.AnyObject),
        Required("authenticationProvider", JsonSchema.Object(Required("type", JsonSchema.Choice("EMAIL_PASSWORD")))),
        Required("assignedRoles", JsonSchema.List(JsonSchema.Object(Required("ref", CommonSchemas.Ref), OptionalContext))),
    ]).Named("User");

    public static readonly JsonSchema Role = JsonSchema.Object(
        Required("name", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("created", JsonSchema.Timestamp),
        Required("lastModified", JsonSchema.Timestamp),
        Required("displayName", JsonSchema.Text()),
        Optional("description", JsonSchema.Text()),
        Required("permissions", Permissions),
        OptionalContext,
        Optional("customAttributes", JsonSchema.AnyObject)).Named("Role");

    public static readonly JsonSchema Roles = JsonSchema.List(Role, MaxRoles);

    public static readonly JsonSchema EffectivePermissions = JsonSchema.Object(
        Required("userId", CommonSchemas.Ref),
        Required(
            "roles",
            JsonSchema.List(JsonSchema.Object(Required("name", CommonSchemas.Ref), Required("permissions", Permissions), OptionalContext))))
        .Named("EffectivePermissions");
}
