using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoint of actions says of itself.</summary>
internal static class AvailableActionOperations
{
    public static readonly OperationMetadata Of = new("getActions", "Orders", "Tell what may be done with an order")
    {
        Description = """
            Every action of the policy with all rows of its table that forbid it now, what you could do about each, and what the action
            brings with it; line by line and pick job by pick job where it makes a difference. Where permissions are missing, only those are
            told.
            """,
        Parameters = [new("policy", "Another policy than the one that would decide, to read only.", JsonSchema.Text())],
        Answers = [new(StatusCodes.Status200OK, "All actions.", AvailableActionsWriter.Whole)],
        Fails = [400, 404, 422],
    };
}
