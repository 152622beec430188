using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of return tasks say of themselves.</summary>
internal static class ReturnTaskOperations
{
    private const string Tag = "Fulfilment";

    public static readonly OperationMetadata List = new("getReturnTasks", Tag, "List return tasks")
    {
        Description = "By id, open and closed. Who is bound to facilities sees theirs.",
        Parameters =
        [
            new("facility", "Where the goods are.", NativeCommonSchemas.Ref),
            new("status", "Where they stand.", EnumWireNames.Shape<ReturnTaskStatus>()),
            new("order", "The order they were picked for.", NativeCommonSchemas.Ref),
            new("after", "Only what comes after this id; next of the page before says which.", NativeCommonSchemas.Ref),
            new("size", "How many a page has.", JsonSchema.Whole(1, 250)) { Default = 25 },
        ],
        Answers = [new(StatusCodes.Status200OK, "A page of them.", ReturnTaskWriter.Page)],
        Fails = [400, 403],
    };

    public static readonly OperationMetadata Get = new("getReturnTask", Tag, "Read a return task")
    {
        Answers = [new(StatusCodes.Status200OK, "The task.", ReturnTaskWriter.Alone)],
        Fails = [403, 404],
    };

    public static readonly OperationMetadata Act = new("actOnReturnTask", Tag, "Report work on a return task")
    {
        Description = """
            `putBack` says how much of a line is back on the shelf in all: it is stock again in the same transaction, and reported once
            more it changes nothing. When all is back the task is closed; `close` ends it also where some is lost.
            """,
        Parameters = [NativeOrderOperations.Key],
        Body = ReturnTaskWriter.Action,
        Example = """{ "type": "putBack", "lines": [ { "line": "0199aa10-0000-7000-8000-000000000003", "quantity": 2 } ] }""",
        Answers = [new(StatusCodes.Status200OK, "The task as it stands now.", ReturnTaskWriter.Alone)],
        Fails = [403, 404, 409, 422],
    };
}
