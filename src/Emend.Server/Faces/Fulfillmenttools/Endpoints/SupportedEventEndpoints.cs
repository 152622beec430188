using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The events there are: what the journal of orders tells of now.</summary>
internal sealed class SupportedEventEndpoints(Entrance entrance)
{
    public static readonly (string Name, string Words)[] Events =
    [
        ("ORDER_CREATED", "An order was placed."),
        ("ORDER_MODIFIED", "An order was changed; the payload tells what."),
        ("ROUTING_PLAN_ROUTED", "Units of an order found a facility."),
        ("ROUTING_PLAN_NOT_ROUTABLE", "Units of an order found no facility and wait."),
        ("PICK_JOB_CREATED", "A facility has units to pick."),
        ("PICK_JOB_PICKING_COMMENCED", "Picking began."),
        ("PICK_JOB_PICK_LINE_PICKED", "It was reported how much of a line was picked."),
        ("PICK_JOB_PICKING_FINISHED", "A pick job was closed."),
        ("PICK_JOB_ABORTED", "A facility gave a pick job up."),
        ("PICK_JOB_REROUTED", "Another routing took the place of a pick job."),
        ("PICK_JOB_RESET", "A pick job begins anew."),
    ];

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.EventRead) is null) return;
        await Answer.Write(context.Response, StatusCodes.Status200OK, Events, static (json, events) =>
            json.Objects("supportedEvents", events, static (item, one) =>
            {
                item.WriteString("event", one.Name);
                item.WriteString("description", one.Words);
            }));
    }
}
