using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Keys for programs: a secret is in the answer that makes it, and in no other.</summary>
internal sealed class CredentialEndpoints(Entrance entrance, ICredentials credentials)
{
    private const string What = "credential";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (!await Entrance.May(context, visitor.Actor, Permissions.UsersRead)) return;
        var all = await credentials.List(visitor.Tenant, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, all, static (json, list) =>
            json.Objects("credentials", list, PeopleBody.Credential));
    }

    public async Task Get(HttpContext context, string credentialId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, credentialId) is { } found && await Entrance.May(context, visitor.Actor, Permissions.UserRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, PeopleBody.Credential);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.NewCredential, ct);
        if (!body.IsGood)
        {
            await Problems.Malformed(context, body.Problems, body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.UserWrite)) return;
        var (name, expiresAt) = (body.Json.Text("name")!, body.Json.Moment("expiresAt"));
        var answer = await credentials.Create(visitor.Tenant, visitor.Actor, name, PeopleBody.RolesOf(body.Json), expiresAt, ct);
        if (answer.Value is { } issued) context.Response.Headers.Location = $"/emend/v1/credentials/{issued.Credential.Id}";
        await Tell(context, answer, StatusCodes.Status201Created, "");
    }

    public async Task Rotate(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, credentialId) is not { } found) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.Rotation, ct);
        if (!body.IsGood) await Problems.Malformed(context, body.Problems, body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.UserWrite))
        {
            var overlap = TimeSpan.FromMinutes(body.Json.Whole("overlapMinutes") ?? 0);
            var answer = await credentials.Rotate(visitor.Tenant, visitor.Actor, found.Id, overlap, ct);
            await Tell(context, answer, StatusCodes.Status200OK, credentialId);
        }
    }

    public async Task Revoke(HttpContext context, string credentialId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, credentialId) is not { } found) return;
        if (!await Entrance.May(context, visitor.Actor, Permissions.UserWrite)) return;
        var answer = await credentials.Revoke(visitor.Tenant, visitor.Actor, found.Id, ct);
        if (answer.End is PeopleEnd.Done) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await PeopleProblems.Write(context, answer, What, credentialId);
    }

    private async Task<Credential?> Find(HttpContext context, Visitor visitor, string id)
    {
        var all = await credentials.List(visitor.Tenant, context.RequestAborted);
        if (all.FirstOrDefault(c => c.Id.Value == id) is { } found) return found;
        await Problems.NotFound(context, What, id);
        return null;
    }

    private static Task Tell(HttpContext context, PeopleAnswer<IssuedCredential> answer, int status, string id)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer.Value is { } issued
            ? Answer.Write(context.Response, status, issued, PeopleBody.Issued)
            : PeopleProblems.Write(context, answer, What, id);
    }
}
