using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, updates, and deletes roles. Built-in roles are read-only.</summary>
internal sealed class RoleEndpoints(FulfillmenttoolsAuthorizer authorizer, IRoleService roles)
{
    private const string ResourceName = "role";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.RoleRead) is { } caller)
        {
            await JsonResponseWriter.WriteList(
                context.Response, StatusCodes.Status200OK, await ReadAll(context, caller), UserWriter.WriteRole);
        }
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if ((await ReadAll(context, caller)).FirstOrDefault(r => r.Id == name) is not { } role)
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, name);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, role, UserWriter.WriteRole);
        }
    }

    public async Task Create(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, UserRequestSchemas.RoleForCreation, context.RequestAborted);
        var problems = body.IsValid ? UserMapper.ValidateRoleName(body.Json.ReadText("name")!) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var result = await roles.Create(
                caller.Tenant, caller.Actor, UserMapper.ReadRole(body.Json), context.RequestAborted);
            await UserResponses.Write(context, result, (ResourceName, ""), 0, created =>
            {
                context.Response.Headers.Location = $"/api/roles/{Uri.EscapeDataString(created.Id)}";
                return JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, created, UserWriter.WriteRole);
            });
        }
    }

    public Task Put(HttpContext context, string name) =>
        Update(context, name, UserRequestSchemas.RoleForPut, UserMapper.ReadRoleReplacement);

    public Task Patch(HttpContext context, string name) => Update(context, name, UserRequestSchemas.RoleForPatch, UserMapper.ReadRolePatch);

    public async Task Delete(HttpContext context, string name)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if ((await ReadAll(context, caller)).All(r => r.Id != name))
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, name);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var result = await roles.Remove(caller.Tenant, caller.Actor, name, context.RequestAborted);
            await UserResponses.Write(
                context,
                result,
                (ResourceName, name),
                0,
                UserResponses.CreateWriter<Role>(context, 200, UserWriter.WriteRole));
        }
    }

    private async Task Update(HttpContext context, string name, JsonSchema schema, Func<System.Text.Json.JsonElement, RoleChanges> edit)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if ((await ReadAll(context, caller)).All(r => r.Id != name))
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, name);
            return;
        }

        var body = await JsonBody.Read(context.Request, schema, ct);
        var problems = body.IsValid ? UserMapper.ValidateSameName(body.Json.ReadText("name")!, name) : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.RoleWrite))
        {
            var expectedVersion = body.Json.ReadInteger("version")!.Value;
            var result = await roles.Modify(caller.Tenant, caller.Actor, name, expectedVersion, edit(body.Json), ct);
            await UserResponses.Write(
                context,
                result,
                (ResourceName, name),
                expectedVersion,
                UserResponses.CreateWriter<Role>(context, 200, UserWriter.WriteRole));
        }
    }

    private async Task<IReadOnlyList<Role>> ReadAll(HttpContext context, AuthenticatedCaller caller) =>
        await roles.List(caller.Tenant, context.RequestAborted);
}
