using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Lists the changes of users, roles and credentials.</summary>
internal sealed class AuditEndpoints(NativeAuthorizer authorizer, IIdentityAdminStore store)
{
    private const int DefaultPageSize = 50;

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (before, size) = (query.ReadText("before"), query.ReadInteger("size", DefaultPageSize, 1, IdentitySchemas.MaxAuditEntries));
        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.AuditRead))
        {
            var entries = await store.Audit(caller.Tenant, before, size, context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, entries, static (json, list) =>
                json.WriteObjects("entries", list, IdentityWriter.WriteAuditEntry));
        }
    }
}
