using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What the other interfaces have no words for: whether a user is let in at all.</summary>
internal sealed class UserEndpoints(Entrance entrance, IUsers users)
{
    private const string What = "user";

    public async Task Get(HttpContext context, string userId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, userId) is { } person && await Entrance.May(context, visitor.Actor, Permissions.UserRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, person, PeopleBody.User);
    }

    public async Task SetActive(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, userId) is not { } person) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.Activity, ct);
        if (!body.IsGood) await Problems.Malformed(context, body.Problems, body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.UserModify))
        {
            var active = body.Json.Flag("active")!.Value;
            await Tell(context, await users.SetActive(visitor.Tenant, visitor.Actor, person.Id, active, ct), userId);
        }
    }

    public async Task Unlock(HttpContext context, string userId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, userId) is { } person && await Entrance.May(context, visitor.Actor, Permissions.UserModify))
            await Tell(context, await users.Unlock(visitor.Tenant, visitor.Actor, person.Id, context.RequestAborted), userId);
    }

    private async Task<Person?> Find(HttpContext context, Visitor visitor, string id)
    {
        if ((await users.Find(visitor.Tenant, new(id), context.RequestAborted))?.Person is { } person) return person;
        await Problems.NotFound(context, What, id);
        return null;
    }

    private static Task Tell(HttpContext context, PeopleAnswer<Person> answer, string id) => answer.Value is { } person
        ? Answer.Write(context.Response, StatusCodes.Status200OK, person, PeopleBody.User)
        : PeopleProblems.Write(context, answer, What, id);
}
