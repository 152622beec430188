using Emend.Core.Orders;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Operations;

/// <summary>What the endpoints of return tasks say of themselves.</summary>
internal static class ReturnTaskOperations
{
    private const string Tag = "Fulfilment";

    public static readonly Operation List = new("getReturnTasks", Tag, "List return tasks")
    {
        Description = "By id, open and closed. Who is bound to facilities sees theirs.",
        Parameters =
        [
            new("facility", "Where the goods are.", CommonShapes.Ref),
            new("status", "Where they stand.", States.Shape<ReturnTaskStatus>()),
            new("order", "The order they were picked for.", CommonShapes.Ref),
            new("after", "Only what comes after this id; next of the page before says which.", CommonShapes.Ref),
            new("size", "How many a page has.", Shape.Whole(1, 250)) { Usual = 25 },
        ],
        Answers = [new(StatusCodes.Status200OK, "A page of them.", ReturnTaskBody.Page)],
        Fails = [400, 403],
    };

    public static readonly Operation Get = new("getReturnTask", Tag, "Read a return task")
    {
        Answers = [new(StatusCodes.Status200OK, "The task.", ReturnTaskBody.Alone)],
        Fails = [403, 404],
    };

    public static readonly Operation Act = new("actOnReturnTask", Tag, "Report work on a return task")
    {
        Description = """
            `putBack` says how much of a line is back on the shelf in all: it is stock again in the same transaction, and reported once
            more it changes nothing. When all is back the task is closed; `close` ends it also where some is lost.
            """,
        Parameters = [OrderOperations.Key],
        Body = ReturnTaskBody.Action,
        Example = """{ "type": "putBack", "lines": [ { "line": "0199aa10-0000-7000-8000-000000000003", "quantity": 2 } ] }""",
        Answers = [new(StatusCodes.Status200OK, "The task as it stands now.", ReturnTaskBody.Alone)],
        Fails = [403, 404, 409, 422],
    };
}
