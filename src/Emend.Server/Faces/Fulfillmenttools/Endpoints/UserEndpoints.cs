using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Users are made, read, listed, changed and deleted.</summary>
internal sealed class UserEndpoints(Entrance entrance, IUsers users)
{
    private const int Most = 100;
    private const string What = "user";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size(Most));
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.UsersRead))
        {
            ActorId? start = after is null ? null : new(after);
            await Lists.Write(
                context, "users", await users.List(visitor.Tenant, start, size, context.RequestAborted), PeopleBody.User);
        }
    }

    public async Task Get(HttpContext context, string userId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor, userId, context.RequestAborted) is not { } person) await Errors.NotFound(context, What, userId);
        else if (await Entrance.May(context, visitor.Actor, Permissions.UserRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, person, PeopleBody.User);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.UserForCreation, ct);
        var problems = body.IsGood ? People.ProblemsOfNew(body.Json) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await MayWrite(context, visitor))
        {
            var answer = await users.Create(visitor.Tenant, visitor.Actor, People.Draft(body.Json), ct);
            await PeopleAnswers.Tell(context, answer, (What, ""), 0, made =>
            {
                context.Response.Headers.Location = $"/api/users/{made.Id}";
                return Answer.Write(context.Response, StatusCodes.Status201Created, made, PeopleBody.User);
            });
        }
    }

    public async Task Change(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor, userId, ct) is not { } person)
        {
            await Errors.NotFound(context, What, userId);
            return;
        }

        var body = await JsonBody.Read(context.Request, PeopleShapes.UserActions, ct);
        var problems = body.IsGood
            ? [.. body.Json.Entries("actions").SelectMany((action, at) => People.ProblemsOfAction(person.Username, action)
                .Select(p => p with { Path = $"actions[{at}].{p.Path}" }))]
            : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.UserModify))
        {
            var named = body.Json.Whole("version")!.Value;
            var edit = People.Merged(body.Json.Entries("actions").Select(People.Edit));
            var answer = await users.Modify(visitor.Tenant, visitor.Actor, person.Id, named, edit, ct);
            await PeopleAnswers.Tell(context, answer, (What, userId), named, PeopleAnswers.With<Person>(context, 200, PeopleBody.User));
        }
    }

    public async Task Delete(HttpContext context, string userId)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(visitor, userId, ct) is not { } person) await Errors.NotFound(context, What, userId);
        else if (await MayWrite(context, visitor))
        {
            var answer = await users.Remove(visitor.Tenant, visitor.Actor, person.Id, ct);
            await PeopleAnswers.Tell(context, answer, (What, userId), 0, PeopleAnswers.With<Person>(context, 200, PeopleBody.User));
        }
    }

    private async Task<Person?> Find(Visitor visitor, string userId, CancellationToken ct) =>
        (await users.Find(visitor.Tenant, new(userId), ct))?.Person;

    /// <summary>The answer tells the user: reading is needed beside writing.</summary>
    private static async Task<bool> MayWrite(HttpContext context, Visitor visitor) =>
        await Entrance.May(context, visitor.Actor, Permissions.UserRead)
        && await Entrance.May(context, visitor.Actor, Permissions.UserWrite);
}
