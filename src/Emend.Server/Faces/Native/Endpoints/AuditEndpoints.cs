using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Who changed users, roles and credentials.</summary>
internal sealed class AuditEndpoints(Entrance entrance, IPeopleStore people)
{
    private const int Usual = 50;

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (before, size) = (query.Text("before"), query.Whole("size", Usual, 1, PeopleShapes.MostAuditEntries));
        if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.AuditRead))
        {
            var entries = await people.Audit(visitor.Tenant, before, size, context.RequestAborted);
            await Answer.Write(context.Response, StatusCodes.Status200OK, entries, static (json, list) =>
                json.Objects("entries", list, PeopleBody.Entry));
        }
    }
}
