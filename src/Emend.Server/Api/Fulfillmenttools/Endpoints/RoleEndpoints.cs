using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Roles are read, made, changed and removed; the built-in ones are read only.</summary>
internal sealed class RoleEndpoints(FulfillmenttoolsAuthorizer entrance, IRoleService roles)
{
    private const string What = "role";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context, Permissions.RoleRead) is { } caller)
            await JsonResponseWriter.WriteList(context.Response, StatusCodes.Status200OK, await All(context, caller), UserWriter.Role);
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if ((await All(context, caller)).FirstOrDefault(r => r.Id == name) is not { } role) await FulfillmenttoolsErrors.NotFound(context, What, name);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, role, UserWriter.Role);
    }

    public async Task Create(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, UserRequestSchemas.RoleForCreation, context.RequestAborted);
        var problems = body.IsGood ? UserMapper.ProblemsOfRoleName(body.Json.Text("name")!) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var identityChangeResult = await roles.Create(caller.Tenant, caller.Actor, UserMapper.Role(body.Json), context.RequestAborted);
            await UserResponses.Write(context, identityChangeResult, (What, ""), 0, made =>
            {
                context.Response.Headers.Location = $"/api/roles/{Uri.EscapeDataString(made.Id)}";
                return JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, made, UserWriter.Role);
            });
        }
    }

    public Task Put(HttpContext context, string name) => Change(context, name, UserRequestSchemas.RoleForPut, UserMapper.Replaced);

    public Task Patch(HttpContext context, string name) => Change(context, name, UserRequestSchemas.RoleForPatch, UserMapper.Patched);

    public async Task Delete(HttpContext context, string name)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if ((await All(context, caller)).All(r => r.Id != name)) await FulfillmenttoolsErrors.NotFound(context, What, name);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var identityChangeResult = await roles.Remove(caller.Tenant, caller.Actor, name, context.RequestAborted);
            await UserResponses.Write(context, identityChangeResult, (What, name), 0, UserResponses.With<Role>(context, 200, UserWriter.Role));
        }
    }

    private async Task Change(HttpContext context, string name, JsonSchema schema, Func<System.Text.Json.JsonElement, RoleChanges> edit)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if ((await All(context, caller)).All(r => r.Id != name))
        {
            await FulfillmenttoolsErrors.NotFound(context, What, name);
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
        var problems = body.IsGood ? UserMapper.ProblemsOfSameName(body.Json.Text("name")!, name) : body.Problems;
        if (!problems.IsEmpty) await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var named = body.Json.Whole("version")!.Value;
            var identityChangeResult = await roles.Modify(caller.Tenant, caller.Actor, name, named, edit(body.Json), ct);
            await UserResponses.Write(context, identityChangeResult, (What, name), named, UserResponses.With<Role>(context, 200, UserWriter.Role));
        }
    }

    private async Task<IReadOnlyList<Role>> All(HttpContext context, AuthenticatedCaller caller) =>
        await roles.List(caller.Tenant, context.RequestAborted);
}
