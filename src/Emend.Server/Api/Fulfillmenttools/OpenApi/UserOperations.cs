using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of users and roles say of themselves.</summary>
internal static class UserOperations
{
    private const int MaxUsers = 100;

    private const string Users = "Users";
    private const string Roles = "Roles";

    private static readonly OperationResponse TheUser = CommonParameters.Ok("The user.", UserResponseSchemas.User);

    private static readonly OperationResponse TheRole = CommonParameters.Ok("The role.", UserResponseSchemas.Role);

    public static readonly OperationMetadata ListUsers = new("getAllUsers", Users, "List users")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size(MaxUsers)],
        Answers = [CommonParameters.Ok("A page of users.", CommonResponseSchemas.Page("users", UserResponseSchemas.User))],
        Fails = [400],
    };

    public static readonly OperationMetadata CreateUser = new("createUser", Users, "Make a user")
    {
        Description = "Nobody gives roles that grant what they do not have themselves.",
        Body = UserRequestSchemas.UserForCreation,
        Example = """
            { "username": "nora@example.com", "password": "three plain words", "firstname": "Nora", "lastname": "Visser",
              "assignedRoles": [ { "ref": "FULFILLER" } ] }
            """,
        Answers = [CommonParameters.Created("The user is made; `Location` names it.", UserResponseSchemas.User)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata GetUser = new("getUser", Users, "Read a user") { Answers = [TheUser], Fails = [404] };

    public static readonly OperationMetadata ChangeUser = new("changeUser", Users, "Change a user")
    {
        Description = "Acts on the user's next request. A new password ends every token there is.",
        Body = UserRequestSchemas.UserActions,
        Example = """
            { "version": 1, "actions": [ { "action": "ModifyUser", "assignedRoles": [ { "ref": "SUPERVISOR" } ] } ] }
            """,
        Answers = [TheUser],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata DeleteUser = new("deleteUser", Users, "Delete a user")
    {
        Answers = [CommonParameters.Ok("The user as it was.", UserResponseSchemas.User)],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata EffectivePermissions = new("getEffectivePermissions", Users, "Read what the caller may do")
    {
        Answers = [CommonParameters.Ok("The caller's roles with what each of them grants, and where.", UserResponseSchemas.Effective)],
    };

    public static readonly OperationMetadata ActOnSelf = new("executeMeAction", Users, "Change oneself")
    {
        Description = "The own password is changed by who names the one so far; wrong ones count as failed sign-ins.",
        Body = UserRequestSchemas.MyAction,
        Example = """{ "action": "ModifyMe", "firstname": "Eleonora" }""",
        Answers = [TheUser],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata ListRoles = new("getAllRoles", Roles, "List roles")
    {
        Answers = [CommonParameters.Ok("The built-in roles, and the tenant's own.", UserResponseSchemas.Roles)],
    };

    public static readonly OperationMetadata CreateRole = new("createRole", Roles, "Make a role")
    {
        Body = UserRequestSchemas.RoleForCreation,
        Example = """{ "name": "STOCK_KEEPER", "permissions": ["STOCK_READ", "STOCK_WRITE", "FACILITY_READ"] }""",
        Answers = [CommonParameters.Created("It is made; `Location` names it.", UserResponseSchemas.Role)],
        Fails = [409, 422],
    };

    public static readonly OperationMetadata GetRole = new("getRole", Roles, "Read a role") { Answers = [TheRole], Fails = [404] };

    public static readonly OperationMetadata PutRole = new("updateRole", Roles, "Replace a role")
    {
        Description = "Built-in roles stay as they are.",
        Body = UserRequestSchemas.RoleForPut,
        Example = """{ "name": "STOCK_KEEPER", "version": 1, "permissions": ["STOCK_READ"] }""",
        Answers = [TheRole],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata PatchRole = new("patchRole", Roles, "Change a role")
    {
        Description = "Members left out stay. Built-in roles stay as they are.",
        Body = UserRequestSchemas.RoleForPatch,
        Example = """{ "name": "STOCK_KEEPER", "version": 1, "displayName": "Keeper of stock" }""",
        Answers = [TheRole],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata DeleteRole = new("deleteRole", Roles, "Remove a role")
    {
        Description = "Only one that nobody has.",
        Answers = [CommonParameters.Ok("The role as it was.", UserResponseSchemas.Role)],
        Fails = [404, 422],
    };
}
