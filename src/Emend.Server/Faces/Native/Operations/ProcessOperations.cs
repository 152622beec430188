using Emend.Core.Rules;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of actions on fulfilment say of themselves.</summary>
internal static class ProcessOperations
{
    private const string Tag = "Fulfilment";

    private const string Preview = "What the very same body would do, and all rows that would refuse it. Nothing is written.";

    private static readonly Parameter IfMatch = new("If-Match", "The ETag of the order as you saw it.", Shape.Text()) { IsHeader = true };

    public static Operation Apply(ProcessAction action)
    {
        var (id, summary, description) = Said(action);
        return new(id, Tag, summary)
        {
            Description = description,
            Parameters = [OrderOperations.Key, IfMatch],
            Body = action.Body,
            Example = Example(action),
            Answers = [new(StatusCodes.Status200OK, "What it did.", OutcomeShapes.Outcome)],
            Fails = [403, 404, 409, 412, 422],
        };
    }

    public static Operation PreviewOf(ProcessAction action)
    {
        var (id, summary, _) = Said(action);
        return new("preview" + char.ToUpperInvariant(id[0]) + id[1..], Tag, "Preview: " + char.ToLowerInvariant(summary[0]) + summary[1..])
        {
            Description = Preview,
            Parameters = [IfMatch],
            Body = action.Body,
            Example = Example(action),
            Answers = [new(StatusCodes.Status200OK, "What it would do, and what stands in its way.", OutcomeShapes.Outcome)],
            Fails = [403, 404, 409, 412, 422],
        };
    }

    private static (string Id, string Summary, string Description) Said(ProcessAction action) => action.Name switch
    {
        Actions.CancelOrder => ("cancelOrder", "Cancel an order before work on it begins",
            "Every entity of it is cancelled and what is reserved becomes free. Cancelled already, nothing is written."),
        Actions.ForceCancelOrder => ("forceCancelOrder", "Cancel an order wherever work on it stands",
            "The same, whatever was begun: what was picked gets a return task, and is stock again when it is back on the shelf."),
        Actions.AssignOrder => ("assignOrder", "Have one facility supply an order",
            "All of it or nothing. Only whether the facility is online and has the stock counts; other fences are passed over."),
        Actions.RerouteOrder => ("rerouteOrder", "Route an order again",
            "What it holds counts as free for it. Where a unit would lose its place, `ifUnroutable` decides."),
        Actions.RerouteUnroutable => ("rerouteUnroutable", "Route again what found no place",
            "What has a place keeps it. Also tried is what was given up."),
        Actions.TaskReroute => ("rerouteTask", "Route again what one pick job was to pick",
            "The strategy says whether the facility it leaves is asked again for this order."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Example(ProcessAction action) => action.Name switch
    {
        Actions.AssignOrder => """{ "facility": "0199aa10-0000-7000-8000-000000000001", "comment": "the shop round the corner" }""",
        Actions.TaskReroute => """{ "pickJob": "0199aa10-0000-7000-8000-000000000002", "ifUnroutable": "accept" }""",
        _ => """{ "reason": "customerRequest", "comment": "the customer called" }""",
    };
}
