using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Who changed users, roles and credentials.</summary>
internal sealed class AuditEndpoints(NativeAuthorizer entrance, IIdentityAdminStore people)
{
    private const int Default = 50;

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (before, size) = (query.Text("before"), query.Whole("size", Default, 1, IdentitySchemas.MaxAuditEntries));
        if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.AuditRead))
        {
            var entries = await people.Audit(caller.Tenant, before, size, context.RequestAborted);
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, entries, static (json, list) =>
                json.Objects("entries", list, IdentityWriter.Entry));
        }
    }
}
