using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Keys for programs: a secret is in the answer that makes it, and in no other.</summary>
internal sealed class CredentialEndpoints(NativeAuthorizer entrance, ICredentialService credentialService)
{
    private const string What = "credential";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UsersRead)) return;
        var all = await credentialService.List(caller.Tenant, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, all, static (json, list) =>
            json.Objects("credentials", list, IdentityWriter.Credential));
    }

    public async Task Get(HttpContext context, string credentialId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, credentialId) is { } found && await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserRead))
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, IdentityWriter.Credential);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, IdentitySchemas.NewCredential, ct);
        if (!body.IsGood)
        {
            await ProblemResponses.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite)) return;
        var (name, expiresAt) = (body.Json.Text("name")!, body.Json.Moment("expiresAt"));
        var identityChangeResult = await credentialService.Create(caller.Tenant, caller.Actor, name, IdentityWriter.RolesOf(body.Json), expiresAt, ct);
        if (identityChangeResult.Value is { } issued) context.Response.Headers.Location = $"/emend/v1/credentials/{issued.Credential.Id}";
        await Write(context, identityChangeResult, StatusCodes.Status201Created, "");
    }

    public async Task Rotate(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, credentialId) is not { } found) return;
        var body = await JsonBody.Read(context.Request, IdentitySchemas.Rotation, ct);
        if (!body.IsGood) await ProblemResponses.Malformed(context, body.Problems, body.Status);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite))
        {
            var overlap = TimeSpan.FromMinutes(body.Json.Whole("overlapMinutes") ?? 0);
            var identityChangeResult = await credentialService.Rotate(caller.Tenant, caller.Actor, found.Id, overlap, ct);
            await Write(context, identityChangeResult, StatusCodes.Status200OK, credentialId);
        }
    }

    public async Task Revoke(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, credentialId) is not { } found) return;
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.UserWrite)) return;
        var identityChangeResult = await credentialService.Revoke(caller.Tenant, caller.Actor, found.Id, ct);
        if (identityChangeResult.End is IdentityChangeStatus.Done) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await IdentityProblems.Write(context, identityChangeResult, What, credentialId);
    }

    private async Task<Credential?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        var all = await credentialService.List(caller.Tenant, context.RequestAborted);
        if (all.FirstOrDefault(c => c.Id.Value == id) is { } found) return found;
        await ProblemResponses.NotFound(context, What, id);
        return null;
    }

    private static Task Write(HttpContext context, IdentityChangeResult<IssuedCredential> identityChangeResult, int status, string id)
    {
        context.Response.Headers.CacheControl = "no-store";
        return identityChangeResult.Value is { } issued
            ? JsonResponseWriter.Write(context.Response, status, issued, IdentityWriter.Issued)
            : IdentityProblems.Write(context, identityChangeResult, What, id);
    }
}
