using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Manages API keys. Only the response that creates a secret contains it.</summary>
internal sealed class CredentialEndpoints(NativeAuthorizer authorizer, ICredentialService credentialService)
{
    private const string ResourceName = "credential";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UsersRead))
        {
            return;
        }

        var all = await credentialService.List(caller.Tenant, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, all, static (json, list) =>
            json.WriteObjects("credentials", list, IdentityWriter.WriteCredential));
    }

    public async Task Get(HttpContext context, string credentialId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, credentialId) is { } found
            && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, IdentityWriter.WriteCredential);
        }
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, IdentitySchemas.NewCredential, ct);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite))
        {
            return;
        }

        var (name, expiresAt) = (body.Json.ReadText("name")!, body.Json.ReadTimestamp("expiresAt"));
        var result = await credentialService.Create(
            caller.Tenant, caller.Actor, name, IdentityWriter.ReadRoles(body.Json), expiresAt, ct);
        if (result.Value is { } issued)
        {
            context.Response.Headers.Location = $"/emend/v1/credentials/{issued.Credential.Id}";
        }

        await Write(context, result, StatusCodes.Status201Created, "");
    }

    public async Task Rotate(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, credentialId) is not { } found)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, IdentitySchemas.Rotation, ct);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite))
        {
            var overlap = TimeSpan.FromMinutes(body.Json.ReadInteger("overlapMinutes") ?? 0);
            var result = await credentialService.Rotate(caller.Tenant, caller.Actor, found.Id, overlap, ct);
            await Write(context, result, StatusCodes.Status200OK, credentialId);
        }
    }

    public async Task Revoke(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, credentialId) is not { } found)
        {
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite))
        {
            return;
        }

        var result = await credentialService.Revoke(caller.Tenant, caller.Actor, found.Id, ct);
        if (result.Status is IdentityChangeStatus.Succeeded)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await IdentityProblems.Write(context, result, ResourceName, credentialId);
        }
    }

    private async Task<Credential?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        var all = await credentialService.List(caller.Tenant, context.RequestAborted);
        if (all.FirstOrDefault(c => c.Id.Value == id) is { } found)
        {
            return found;
        }

        await ProblemResponses.NotFound(context, ResourceName, id);
        return null;
    }

    private static Task Write(HttpContext context, IdentityChangeResult<IssuedCredential> result, int status, string id)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result.Value is { } issued
            ? JsonResponseWriter.Write(context.Response, status, issued, IdentityWriter.WriteIssuedCredential)
            : IdentityProblems.Write(context, result, ResourceName, id);
    }
}
