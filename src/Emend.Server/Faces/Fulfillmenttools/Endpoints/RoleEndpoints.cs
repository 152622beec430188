using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Roles are read, made, changed and removed; the built-in ones are read only.</summary>
internal sealed class RoleEndpoints(Entrance entrance, IOwnRoles roles)
{
    private const string What = "role";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.RoleRead) is { } visitor)
            await Answer.WriteList(context.Response, StatusCodes.Status200OK, await All(context, visitor), PeopleBody.Role);
    }

    public async Task Get(HttpContext context, string name)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if ((await All(context, visitor)).FirstOrDefault(r => r.Id == name) is not { } role) await Errors.NotFound(context, What, name);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoleRead))
            await Answer.Write(context.Response, StatusCodes.Status200OK, role, PeopleBody.Role);
    }

    public async Task Create(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, PeopleShapes.RoleForCreation, context.RequestAborted);
        var problems = body.IsGood ? People.ProblemsOfRoleName(body.Json.Text("name")!) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoleWrite))
        {
            var answer = await roles.Create(visitor.Tenant, visitor.Actor, People.Role(body.Json), context.RequestAborted);
            await PeopleAnswers.Tell(context, answer, (What, ""), 0, made =>
            {
                context.Response.Headers.Location = $"/api/roles/{Uri.EscapeDataString(made.Id)}";
                return Answer.Write(context.Response, StatusCodes.Status201Created, made, PeopleBody.Role);
            });
        }
    }

    public Task Put(HttpContext context, string name) => Change(context, name, PeopleShapes.RoleForPut, People.Replaced);

    public Task Patch(HttpContext context, string name) => Change(context, name, PeopleShapes.RoleForPatch, People.Patched);

    public async Task Delete(HttpContext context, string name)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if ((await All(context, visitor)).All(r => r.Id != name)) await Errors.NotFound(context, What, name);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoleWrite))
        {
            var answer = await roles.Remove(visitor.Tenant, visitor.Actor, name, context.RequestAborted);
            await PeopleAnswers.Tell(context, answer, (What, name), 0, PeopleAnswers.With<Role>(context, 200, PeopleBody.Role));
        }
    }

    private async Task Change(HttpContext context, string name, Shape shape, Func<System.Text.Json.JsonElement, RoleEdit> edit)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        if ((await All(context, visitor)).All(r => r.Id != name))
        {
            await Errors.NotFound(context, What, name);
            return;
        }

        var body = await JsonBody.Read(context.Request, shape, ct);
        var problems = body.IsGood ? People.ProblemsOfSameName(body.Json.Text("name")!, name) : body.Problems;
        if (!problems.IsEmpty) await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
        else if (await Entrance.May(context, visitor.Actor, Permissions.RoleWrite))
        {
            var named = body.Json.Whole("version")!.Value;
            var answer = await roles.Modify(visitor.Tenant, visitor.Actor, name, named, edit(body.Json), ct);
            await PeopleAnswers.Tell(context, answer, (What, name), named, PeopleAnswers.With<Role>(context, 200, PeopleBody.Role));
        }
    }

    private async Task<IReadOnlyList<Role>> All(HttpContext context, Visitor visitor) =>
        await roles.List(visitor.Tenant, context.RequestAborted);
}
