using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the return task endpoints.</summary>
internal static class ReturnTaskOperations
{
    private const string Tag = "Fulfillment";

    public static readonly OperationMetadata List = new("listReturnTasks", Tag, "List return tasks")
    {
        Description = "Open and closed return tasks, sorted by id. Facility-restricted callers see the return tasks of their facilities.",
        Parameters =
        [
            new("facility", "The facility that holds the goods.", NativeCommonSchemas.Id),
            new("status", "The status.", EnumWireNames.Schema<ReturnTaskStatus>()),
            new("order", "The order of the goods.", NativeCommonSchemas.Id),
            new("after", "Only return tasks after this id: the value of `next` of the previous page.", NativeCommonSchemas.Id),
            new("size", "The maximum number of return tasks of a page.", JsonSchema.Integer(1, 250)) { Default = 25 },
        ],
        Responses = [new(StatusCodes.Status200OK, "A page of return tasks.", NativeViews.Schema<ReturnTaskPageView>())],
        ErrorStatuses = [400, 403],
    };

    public static readonly OperationMetadata Get = new("getReturnTask", Tag, "Get a return task")
    {
        Responses = [new(StatusCodes.Status200OK, "The return task.", NativeViews.Schema<OwnedReturnTaskView>())],
        ErrorStatuses = [403, 404],
    };

    public static readonly OperationMetadata Update = new("updateReturnTask", Tag, "Report work on a return task")
    {
        Description = """
            `restock` reports the total restocked quantity of each line. It becomes stock in the same transaction. Sending the same report
            again changes nothing. The return task closes when everything is restocked. `close` also closes it if goods are lost.
            """,
        Parameters = [NativeOrderOperations.IdempotencyKey],
        Body = ReturnTaskRequestSchemas.Action,
        Example = """{ "type": "restock", "lines": [ { "line": "0199aa10-0000-7000-8000-000000000003", "quantity": 2 } ] }""",
        Responses = [new(StatusCodes.Status200OK, "The updated return task.", NativeViews.Schema<OwnedReturnTaskView>())],
        ErrorStatuses = [403, 404, 409, 422],
    };
}
