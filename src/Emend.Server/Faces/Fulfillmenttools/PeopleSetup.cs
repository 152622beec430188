using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Users and roles, as the face answers for them.</summary>
internal static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<UserEndpoints>()
        .AddSingleton<SelfEndpoints>()
        .AddSingleton<RoleEndpoints>();

    public static void MapPeople(this RouteGroupBuilder api)
    {
        MapUsers(api);
        MapSelf(api);
        MapRoles(api);
    }

    private static void MapUsers(RouteGroupBuilder api)
    {
        api.MapGet("users", (HttpContext context, UserEndpoints users) => users.List(context))
            .Needs(P.UsersRead).Describes(PeopleOperations.ListUsers);
        api.MapPost("users", (HttpContext context, UserEndpoints users) => users.Create(context))
            .Needs(P.UserRead, P.UserWrite).Describes(PeopleOperations.CreateUser);
        api.MapGet("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Get(context, userId))
            .Needs(P.UserRead).Describes(PeopleOperations.GetUser);
        api.MapPatch("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Change(context, userId))
            .Needs(P.UserModify).Describes(PeopleOperations.ChangeUser);
        api.MapDelete("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Delete(context, userId))
            .Needs(P.UserRead, P.UserWrite).Describes(PeopleOperations.DeleteUser);
    }

    private static void MapSelf(RouteGroupBuilder api)
    {
        api.MapGet("users/me/effectivepermissions", (HttpContext context, SelfEndpoints self) => self.EffectivePermissions(context))
            .Needs(P.CurrentUserRead).Describes(PeopleOperations.EffectivePermissions);
        api.MapPost("users/me/actions", (HttpContext context, SelfEndpoints self) => self.Act(context))
            .Needs(P.CurrentUserModify).Describes(PeopleOperations.ActOnSelf);
    }

    private static void MapRoles(RouteGroupBuilder api)
    {
        api.MapGet("roles", (HttpContext context, RoleEndpoints roles) => roles.List(context))
            .Needs(P.RoleRead).Describes(PeopleOperations.ListRoles);
        api.MapPost("roles", (HttpContext context, RoleEndpoints roles) => roles.Create(context))
            .Needs(P.RoleWrite).Describes(PeopleOperations.CreateRole);
        api.MapGet("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Get(context, name))
            .Needs(P.RoleRead).Describes(PeopleOperations.GetRole);
        api.MapPut("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Put(context, name))
            .Needs(P.RoleWrite).Describes(PeopleOperations.PutRole);
        api.MapPatch("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Patch(context, name))
            .Needs(P.RoleWrite).Describes(PeopleOperations.PatchRole);
        api.MapDelete("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Delete(context, name))
            .Needs(P.RoleWrite).Describes(PeopleOperations.DeleteRole);
    }
}
