using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the endpoint of available actions.</summary>
internal static class AvailableActionOperations
{
    public static readonly OperationMetadata List = new("getAvailableActions", "Orders", "List the available actions of an order")
    {
        Description = """
            Returns every action of the policy with its effects and with all rule violations that block it now, each with its remedy.
            Actions on lines, jobs and parcels have one step per entity. If permissions are missing, the violations contain only those.
            """,
        Parameters = [new("policy", "Evaluates another policy instead of the effective one. Read only.", JsonSchema.Text())],
        Responses = [new(StatusCodes.Status200OK, "All actions.", NativeViews.Schema<AvailableActionsView>())],
        ErrorStatuses = [400, 404, 422],
    };
}
