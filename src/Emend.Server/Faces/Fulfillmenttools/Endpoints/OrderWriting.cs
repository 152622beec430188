using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Orders are placed and changed.</summary>
internal sealed class OrderWriting(OrderDesk desk, Entrance entrance, IFacilityStore facilities, OrderAnswers answers)
{
    public async Task Place(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, OrderShapes.ForCreation, ct);
        if (await Bodies(context, body)) return;
        var draft = Placing.Draft(body.Json, await facilities.Known(visitor.Tenant, Placing.FacilitiesNamed(body.Json), ct));
        var outcome = await desk.Submit(
            Request(visitor.Caller, new OrderKey.ToPlace(draft.TenantOrderId), new OrderCommand.Place(draft), context, body), ct);
        await OrderAnswers.Tell(context, outcome, new("order", draft.TenantOrderId ?? "", r => r.Field ?? ""), order =>
        {
            context.Response.Headers.Location = $"/api/orders/{order.Id}";
            return answers.Write(context, visitor.Tenant, order);
        });
    }

    public Task Modify(HttpContext context, string orderId) => Modify(context, orderId, OrderShapes.ForUpdate, Modifying.Order);

    public Task ActOnLine(HttpContext context, string orderId, string lineId) => Modify(
        context, orderId, OrderShapes.LineAction, body => Modifying.LineAttributes(new(lineId), body));

    private async Task Modify(
        HttpContext context, string orderId, Shape shape, Func<System.Text.Json.JsonElement, MappedModification> map)
    {
        var ct = context.RequestAborted;
        if (await Entrance.Caller(context) is not { } caller) return;
        var key = new OrderKey.ById(new(orderId));
        var body = await JsonBody.Read(context.Request, shape, ct);
        if (!body.IsGood || IdempotencyKeys.ProblemOf(context.Request) is not null)
        {
            // Whether there is such an order comes before what is wrong with the body.
            var (ending, _, _) = await desk.Read(caller, key, ct);
            if (ending is not null) await OrderAnswers.Tell(context, ending, new("order", orderId, _ => ""), _ => Task.CompletedTask);
            else await Bodies(context, body);
            return;
        }

        var mapped = map(body.Json);
        var outcome = await desk.Submit(Request(caller, key, mapped.Command, context, body), ct);
        var told = new Told("order", orderId, r => mapped.PathOf(r.Change, r.Field));
        await OrderAnswers.Tell(context, outcome, told, order =>
            answers.WriteChanged(context, caller.Tenant, order, outcome, mapped.Command.Comment));
    }

    /// <summary>Whether the body or the key was bad, and is answered.</summary>
    private static async Task<bool> Bodies(HttpContext context, JsonBody body)
    {
        if (!body.IsGood) await Errors.Malformed(context, body.Problems, body.Status);
        else if (IdempotencyKeys.ProblemOf(context.Request) is { } problem) await Errors.Malformed(context, [problem]);
        else return false;
        return true;
    }

    private static DeskRequest Request(Caller caller, OrderKey key, OrderCommand command, HttpContext context, JsonBody body) => new(
        caller, key, command, Face.Name, Core.Rules.Fulfillmenttools.Policy, IdempotencyKeys.Of(context.Request, caller, body.Bytes));
}
