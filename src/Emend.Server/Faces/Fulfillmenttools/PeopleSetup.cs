using Emend.Server.Faces.Fulfillmenttools.Endpoints;
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
        api.MapGet("users", (HttpContext context, UserEndpoints users) => users.List(context)).Needs(P.UsersRead);
        api.MapPost("users", (HttpContext context, UserEndpoints users) => users.Create(context)).Needs(P.UserRead, P.UserWrite);
        api.MapGet("users/{id}", (HttpContext context, UserEndpoints users, string id) => users.Get(context, id)).Needs(P.UserRead);
        api.MapPatch("users/{id}", (HttpContext context, UserEndpoints users, string id) => users.Change(context, id)).Needs(P.UserModify);
        api.MapDelete("users/{id}", (HttpContext context, UserEndpoints users, string id) => users.Delete(context, id))
            .Needs(P.UserRead, P.UserWrite);
        api.MapGet("users/me/effectivepermissions", (HttpContext context, SelfEndpoints self) => self.EffectivePermissions(context))
            .Needs(P.CurrentUserRead);
        api.MapPost("users/me/actions", (HttpContext context, SelfEndpoints self) => self.Act(context)).Needs(P.CurrentUserModify);
        api.MapGet("roles", (HttpContext context, RoleEndpoints roles) => roles.List(context)).Needs(P.RoleRead);
        api.MapPost("roles", (HttpContext context, RoleEndpoints roles) => roles.Create(context)).Needs(P.RoleWrite);
        api.MapGet("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Get(context, name)).Needs(P.RoleRead);
        api.MapPut("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Put(context, name)).Needs(P.RoleWrite);
        api.MapPatch("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Patch(context, name))
            .Needs(P.RoleWrite);
        api.MapDelete("roles/{name}", (HttpContext context, RoleEndpoints roles, string name) => roles.Delete(context, name))
            .Needs(P.RoleWrite);
    }
}
