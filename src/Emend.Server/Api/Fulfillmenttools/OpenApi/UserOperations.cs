using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of users and roles.</summary>
internal static class UserOperations
{
    private const int MaxUsers = 100;

    private const string Users = "Users";
    private const string Roles = "Roles";

    private static readonly OperationResponse UserResponse = CommonParameters.Ok("The user.", UserResponseSchemas.User);

    private static readonly OperationResponse RoleResponse = CommonParameters.Ok("The role.", UserResponseSchemas.Role);

    public static readonly OperationMetadata ListUsers = new("getAllUsers", Users, "List users")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize(MaxUsers)],
        Responses = [CommonParameters.Ok("A page of users.", CommonResponseSchemas.Page("users", UserResponseSchemas.User))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata CreateUser = new("createUser", Users, "Create a user")
    {
        Description = "The caller must have every permission that the assigned roles grant.",
        Body = UserRequestSchemas.UserForCreation,
        Example = """
            { "username": "nora@example.com", "password": "three plain words", "firstname": "Nora", "lastname": "Visser",
              "assignedRoles": [ { "ref": "FULFILLER" } ] }
            """,
        Responses = [CommonParameters.Created("The user was created. `Location` is its path.", UserResponseSchemas.User)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata GetUser = new(
        "getUser", Users, "Read a user") { Responses = [UserResponse], ErrorStatuses = [404] };

    public static readonly OperationMetadata UpdateUser = new("changeUser", Users, "Update a user")
    {
        Description = "Takes effect with the user's next request. A new password invalidates all tokens of the user.",
        Body = UserRequestSchemas.UserActions,
        Example = """
            { "version": 1, "actions": [ { "action": "ModifyUser", "assignedRoles": [ { "ref": "SUPERVISOR" } ] } ] }
            """,
        Responses = [UserResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata DeleteUser = new("deleteUser", Users, "Delete a user")
    {
        Responses = [CommonParameters.Ok("The deleted user.", UserResponseSchemas.User)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata GetEffectivePermissions = new(
        "getEffectivePermissions", Users, "Read the permissions of the caller")
    {
        Responses = [CommonParameters.Ok(
            "The roles of the caller with their permissions and facilities.", UserResponseSchemas.EffectivePermissions)],
    };

    public static readonly OperationMetadata ActOnCurrentUser = new("executeMeAction", Users, "Update the own user")
    {
        Description = "A password change requires the current password. A wrong current password counts as a failed sign-in.",
        Body = UserRequestSchemas.CurrentUserAction,
        Example = """{ "action": "ModifyMe", "firstname": "Eleonora" }""",
        Responses = [UserResponse],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata PatchCurrentUser = new("updateMe", Users, "Change the caller's personal data")
    {
        Body = UserRequestSchemas.CurrentUserPatch,
        Example = """{ "firstname": "Eleonora" }""",
        Responses = [UserResponse],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata GetUserPermissions = new("getUserRoles", Users, "Read the permissions of a user")
    {
        Responses = [CommonParameters.Ok("The roles of the user with their permissions.", UserResponseSchemas.EffectivePermissions)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ListPermissions = new("getPermissions", Roles, "List permissions")
    {
        Description = "The permissions that roles can grant. The groups are Emend's own classification.",
        Parameters =
        [
            CommonParameters.CreateText("startAfterId", "Key of the last permission of the previous page."), CommonParameters.CreateSize(),
            CommonParameters.CreateText("key", "Only the permission with this key."),
            new("group", "Only permissions of this group.", JsonSchema.Choice([.. PermissionView.Groups])),
        ],
        Responses = [CommonParameters.Ok("A page of permissions.", CommonResponseSchemas.Page("permissions", PermissionView.Schema))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata ListRoles = new("getAllRoles", Roles, "List roles")
    {
        Responses = [CommonParameters.Ok("The built-in roles and the tenant's own roles.", UserResponseSchemas.Roles)],
    };

    public static readonly OperationMetadata CreateRole = new("createRole", Roles, "Create a role")
    {
        Body = UserRequestSchemas.RoleForCreation,
        Example = """{ "name": "STOCK_KEEPER", "permissions": ["STOCK_READ", "STOCK_WRITE", "FACILITY_READ"] }""",
        Responses = [CommonParameters.Created("The role was created. `Location` is its path.", UserResponseSchemas.Role)],
        ErrorStatuses = [409, 422],
    };

    public static readonly OperationMetadata GetRole = new(
        "getRole", Roles, "Read a role") { Responses = [RoleResponse], ErrorStatuses = [404] };

    public static readonly OperationMetadata PutRole = new("updateRole", Roles, "Replace a role")
    {
        Description = "Built-in roles cannot be changed.",
        Body = UserRequestSchemas.RoleForPut,
        Example = """{ "name": "STOCK_KEEPER", "version": 1, "permissions": ["STOCK_READ"] }""",
        Responses = [RoleResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata PatchRole = new("patchRole", Roles, "Update a role")
    {
        Description = "Absent members keep their values. Built-in roles cannot be changed.",
        Body = UserRequestSchemas.RoleForPatch,
        Example = """{ "name": "STOCK_KEEPER", "version": 1, "displayName": "Stock keeper" }""",
        Responses = [RoleResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata DeleteRole = new("deleteRole", Roles, "Delete a role")
    {
        Description = "The role must not be assigned.",
        Responses = [CommonParameters.Ok("The deleted role.", UserResponseSchemas.Role)],
        ErrorStatuses = [404, 422],
    };
}
