using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the native API.</summary>
internal static class NativeSetup
{
    public static readonly ApiDocumentInfo Description = new(
        NativeApi.Name,
        "The native API of Emend",
        """
        Modifies orders after placement. Lists the available actions and the rules that block the others, previews every change, and
        provides the history and the undo of modifications.

        In the path of an order, `tenantOrderId:` and the order number of the shop can replace the id, as in
        `/emend/v1/orders/tenantOrderId:A-1`.

        Send a token of `/v1/accounts:signInWithPassword` as `Authorization: Bearer …`, or an API key as `X-Api-Key`. Errors are problem
        details (RFC 9457) that list all validation errors and rule violations of the request.
        """,
        ProblemSchemas.Problem,
        ProblemResponses.MediaType,
        [ApiSecurityScheme.Token, ApiSecurityScheme.ApiKey]);

    public static IServiceCollection AddNative(this IServiceCollection services) => services
        .AddSingleton<NativeAuthorizer>()
        .AddOrders()
        .AddFulfillmentActions()
        .AddOrderSearch()
        .AddEvents()
        .AddBulkJobs()
        .AddIdentityAdmin()
        .AddPolicies()
        .AddSubscriptions()
        .AddOutbox();

    public static void MapNative(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/emend/v1").WithMetadata(Description, new ApiFailureWriter(NativeAuthorizer.WriteFailure));
        api.MapOrders();
        api.MapOrderSearch();
        api.MapModifications();
        api.MapFulfillmentActions();
        api.MapEvents();
        api.MapBulkJobs();
        api.MapIdentityAdmin();
        api.MapPolicies();
        api.MapSubscriptions();
        api.MapOutbox();
        api.MapFallback("{**path}", ProblemResponses.UnknownEndpoint).IsPublic();
    }
}
