using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the outbox endpoints.</summary>
internal static class OutboxOperations
{
    private const string Tag = "Outbox";

    public static readonly OperationMetadata List = new("listOutboxEffects", Tag, "List requests to other systems")
    {
        Description = "Requests of orders to other systems that have no response yet, such as label requests to carriers, by order and "
            + "position. Completed requests are not listed. Facility-restricted callers see the requests of their facilities.",
        Parameters =
        [
            new("state", "Only requests in this state.", JsonSchema.Choice(OutboxSchemas.States)) { IsRepeated = true },
            new("order", "Only requests of this order.", NativeCommonSchemas.Id),
            new("after", "Only requests after this one: the value of `next` of the previous page.", NativeCommonSchemas.Id),
            new("size", "The maximum number of requests of a page.", JsonSchema.Integer(1, OutboxSchemas.MaxPageSize))
            {
                Default = OutboxSchemas.DefaultPageSize,
            },
        ],
        Responses = [new(200, "A page of requests, and the numbers of waiting and dead-lettered requests.", OutboxSchemas.Page)],
        ErrorStatuses = [400, 403],
    };

    public static readonly OperationMetadata Get = new("getOutboxEffect", Tag, "Get a request to another system")
    {
        Responses = [new(200, "The request.", OutboxSchemas.Effect)],
        ErrorStatuses = [403, 404],
    };

    public static readonly OperationMetadata Replay = new("replayOutboxEffect", Tag, "Replay a dead-lettered request")
    {
        Description = "Sends a dead-lettered request again, with the same idempotency key. A waiting request is not changed. A request "
            + "that the order no longer waits for is removed without being sent.",
        Responses = [new(202, "The request will be sent again.", null)],
        ErrorStatuses = [403, 404],
    };
}
