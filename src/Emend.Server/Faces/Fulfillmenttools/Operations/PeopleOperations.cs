using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of users and roles say of themselves.</summary>
internal static class PeopleOperations
{
    private const int MostUsers = 100;

    private const string Users = "Users";
    private const string Roles = "Roles";

    private static readonly Reply TheUser = Asked.Ok("The user.", PeopleAnswerShapes.User);

    private static readonly Reply TheRole = Asked.Ok("The role.", PeopleAnswerShapes.Role);

    public static readonly Operation ListUsers = new("getAllUsers", Users, "List users")
    {
        Parameters = [Asked.StartAfterId, Asked.Size(MostUsers)],
        Answers = [Asked.Ok("A page of users.", AnswerShapes.Page("users", PeopleAnswerShapes.User))],
        Fails = [400],
    };

    public static readonly Operation CreateUser = new("createUser", Users, "Make a user")
    {
        Description = "Nobody gives roles that grant what they do not have themselves.",
        Body = PeopleShapes.UserForCreation,
        Example = """
            {
              "firstname": "Sanne", "lastname": "de Vries", "username": "sanne", "email": "sanne@example.com",
              "password": "a long one, and nobody else's", "assignedRoles": [ { "ref": "SUPERVISOR" } ]
            }
            """,
        Answers = [Asked.Created("The user is made; `Location` names it.", PeopleAnswerShapes.User)],
        Fails = [409, 422],
    };

    public static readonly Operation GetUser = new("getUser", Users, "Read a user") { Answers = [TheUser], Fails = [404] };

    public static readonly Operation ChangeUser = new("changeUser", Users, "Change a user")
    {
        Description = "Acts on the user's next request. A new password ends every token there is.",
        Body = PeopleShapes.UserActions,
        Example = """{ "version": 1, "actions": [ { "action": "ModifyUser", "firstname": "Sanna" } ] }""",
        Answers = [TheUser],
        Fails = [404, 409, 422],
    };

    public static readonly Operation DeleteUser = new("deleteUser", Users, "Delete a user")
    {
        Answers = [Asked.Ok("The user as it was.", PeopleAnswerShapes.User)],
        Fails = [404, 422],
    };

    public static readonly Operation EffectivePermissions = new("getEffectivePermissions", Users, "Read what the caller may do")
    {
        Answers = [Asked.Ok("The caller's roles with what each of them grants, and where.", PeopleAnswerShapes.Effective)],
    };

    public static readonly Operation ActOnSelf = new("executeMeAction", Users, "Change oneself")
    {
        Description = "The own password is changed by who names the one so far; wrong ones count as failed sign-ins.",
        Body = PeopleShapes.MyAction,
        Example = """{ "action": "ModifyMe", "locale": "nl_NL" }""",
        Answers = [TheUser],
        Fails = [404, 422],
    };

    public static readonly Operation ListRoles = new("getAllRoles", Roles, "List roles")
    {
        Answers = [Asked.Ok("The built-in roles, and the tenant's own.", PeopleAnswerShapes.Roles)],
    };

    public static readonly Operation CreateRole = new("createRole", Roles, "Make a role")
    {
        Body = PeopleShapes.RoleForCreation,
        Example = """{ "name": "RETURNS_DESK", "displayName": "Returns desk", "permissions": [ "ORDER_READ", "PROCESS_READ" ] }""",
        Answers = [Asked.Created("It is made; `Location` names it.", PeopleAnswerShapes.Role)],
        Fails = [409, 422],
    };

    public static readonly Operation GetRole = new("getRole", Roles, "Read a role") { Answers = [TheRole], Fails = [404] };

    public static readonly Operation PutRole = new("updateRole", Roles, "Replace a role")
    {
        Description = "Built-in roles stay as they are.",
        Body = PeopleShapes.RoleForPut,
        Example = """{ "name": "RETURNS_DESK", "version": 1, "permissions": [ "ORDER_READ" ] }""",
        Answers = [TheRole],
        Fails = [404, 409, 422],
    };

    public static readonly Operation PatchRole = new("patchRole", Roles, "Change a role")
    {
        Description = "Members left out stay. Built-in roles stay as they are.",
        Body = PeopleShapes.RoleForPatch,
        Example = """{ "name": "RETURNS_DESK", "version": 1, "displayName": "Returns" }""",
        Answers = [TheRole],
        Fails = [404, 409, 422],
    };

    public static readonly Operation DeleteRole = new("deleteRole", Roles, "Remove a role")
    {
        Description = "Only one that nobody has.",
        Answers = [Asked.Ok("The role as it was.", PeopleAnswerShapes.Role)],
        Fails = [404, 422],
    };
}
