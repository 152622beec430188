using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of users and roles.</summary>
internal static class UserSetup
{
    public static IServiceCollection AddUsersAndRoles(this IServiceCollection services) => services
        .AddSingleton<UserEndpoints>()
        .AddSingleton<CurrentUserEndpoints>()
        .AddSingleton<RoleEndpoints>()
        .AddSingleton<PermissionEndpoints>();

    public static void MapUsersAndRoles(this RouteGroupBuilder api)
    {
        MapUsers(api);
        MapCurrentUser(api);
        MapRoles(api);
    }

    private static void MapUsers(RouteGroupBuilder api)
    {
        api.MapGet("users", (HttpContext context, UserEndpoints users) => users.List(context))
            .RequiresPermission(P.UsersRead).WithOperation(UserOperations.ListUsers);
        api.MapPost("users", (HttpContext context, UserEndpoints users) => users.Create(context))
            .RequiresPermission(P.UserRead, P.UserWrite).WithOperation(UserOperations.CreateUser);
        api.MapGet("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Get(context, userId))
            .RequiresPermission(P.UserRead).WithOperation(UserOperations.GetUser);
        api.MapGet(
            "users/{userId}/permissions",
            (HttpContext context, CurrentUserEndpoints users, string userId) => users.GetPermissions(context, userId))
            .RequiresPermission(P.UserRead).WithOperation(UserOperations.GetUserPermissions);
        api.MapPatch("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Update(context, userId))
            .RequiresPermission(P.UserModify).WithOperation(UserOperations.UpdateUser);
        api.MapDelete("users/{userId}", (HttpContext context, UserEndpoints users, string userId) => users.Delete(context, userId))
            .RequiresPermission(P.UserRead, P.UserWrite).WithOperation(UserOperations.DeleteUser);
    }

    private static void MapCurrentUser(RouteGroupBuilder api)
    {
        api.MapGet(
            "users/me/effectivepermissions", (HttpContext context, CurrentUserEndpoints self) => self.GetEffectivePermissions(context))
            .RequiresPermission(P.CurrentUserRead).WithOperation(UserOperations.GetEffectivePermissions);
        api.MapPost("users/me/actions", (HttpContext context, CurrentUserEndpoints self) => self.Act(context))
            .RequiresPermission(P.CurrentUserModify).WithOperation(UserOperations.ActOnCurrentUser);
        api.MapPatch("users/me", (HttpContext context, CurrentUserEndpoints self) => self.Patch(context))
            .RequiresPermission(P.CurrentUserModify).WithOperation(UserOperations.PatchCurrentUser);
    }

    private static void MapRoles(RouteGroupBuilder api)
    {
        api.MapGet("permissions", (HttpContext context, PermissionEndpoints permissions) => permissions.List(context))
            .RequiresPermission(P.PermissionRead).WithOperation(UserOperations.ListPermissions);
        api.MapGet("roles", (HttpContext context, RoleEndpoints roles) => roles.List(context))
            .RequiresPermission(P.RoleRead).WithOperation(UserOperations.ListRoles);
        api.MapPost("roles", (HttpContext context, RoleEndpoints roles) => roles.Create(context))
            .RequiresPermission(P.RoleWrite).WithOperation(UserOperations.CreateRole);
        api.MapGet("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Get(context, name))
            .RequiresPermission(P.RoleRead).WithOperation(UserOperations.GetRole);
        api.MapPut("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Put(context, name))
            .RequiresPermission(P.RoleWrite).WithOperation(UserOperations.PutRole);
        api.MapPatch("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Patch(context, name))
            .RequiresPermission(P.RoleWrite).WithOperation(UserOperations.PatchRole);
        api.MapDelete("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Delete(context, name))
            .RequiresPermission(P.RoleWrite).WithOperation(UserOperations.DeleteRole);
    }
}
