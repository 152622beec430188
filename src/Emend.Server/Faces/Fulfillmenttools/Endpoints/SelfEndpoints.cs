using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Who asks, about themselves.</summary>
internal sealed class SelfEndpoints(Entrance entrance, IUsers users, IOwnRoles roles, ICredentials credentials)
{
    public async Task EffectivePermissions(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context, Permissions.CurrentUserRead) is not { } visitor) return;
        var read = await users.Find(visitor.Tenant, visitor.Actor.Id, ct);
        var assigned = read?.Person?.Roles
            ?? (await credentials.List(visitor.Tenant, ct)).FirstOrDefault(c => c.Id == visitor.Actor.Id)?.Roles
            ?? [];
        var grants = assigned.Select(role => (Role: role, Granted: roles.Granted(role, read?.Roles ?? [])))
            .Select(g => new ToldGrant(g.Role.Role, g.Granted.Permissions, g.Granted.Facilities));
        await Answer.Write(context.Response, StatusCodes.Status200OK, (visitor.Actor.Id, grants), PeopleBody.Effective);
    }

    public async Task Act(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.MyAction, ct);
        var self = (await users.Find(visitor.Tenant, visitor.Actor.Id, ct))?.Person;
        var problems = body.IsGood ? People.ProblemsOfAction(self?.Username ?? "", body.Json) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.CurrentUserModify))
        {
            var (current, edit) = (body.Json.Text("currentPassword"), People.Edit(body.Json));
            var answer = await users.ModifySelf(visitor.Tenant, visitor.Actor, current, edit, ct);
            await PeopleAnswers.Tell(context, answer, ("user", "me"), 0, PeopleAnswers.With<Person>(context, 200, PeopleBody.User));
        }
    }
}
