using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>The face as the process sees it: what it needs, and where it answers.</summary>
internal static class NativeSetup
{
    public static readonly ApiDocumentInfo Description = new(
        NativeApi.Name,
        "The native API of Emend",
        """
        Orders that change after they were placed: what is allowed and why not, a preview of every change, history and the way back.

        Send a token of `/v1/accounts:signInWithPassword` as `Authorization: Bearer …`, or the key of a program as `X-Api-Key`. What goes
        wrong is a problem of RFC 9457 with everything that is wrong at once.
        """,
        ProblemSchemas.Problem,
        ProblemResponses.MediaType,
        [ApiSecurityScheme.Token, ApiSecurityScheme.ApiKey]);

    public static IServiceCollection AddNative(this IServiceCollection services) => services
        .AddSingleton<NativeAuthorizer>()
        .AddOrders()
        .AddProcess()
        .AddFinding()
        .AddEvents()
        .AddBulkJobs()
        .AddPeople()
        .AddPolicies()
        .AddSubscriptions();

    public static void MapNative(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/emend/v1").AddEndpointFilter<RouteGroupBuilder, ExceptionEndpointFilter<NativeAuthorizer>>().WithMetadata(Description);
        api.MapOrders();
        api.MapFinding();
        api.MapModifications();
        api.MapProcess();
        api.MapEvents();
        api.MapBulkJobs();
        api.MapPeople();
        api.MapPolicies();
        api.MapSubscriptions();
        api.MapFallback("{**path}", (HttpContext context) => ProblemResponses.NotFound(
            context, "endpoint", $"{context.Request.Method} {context.Request.Path}")).IsPublic();
    }
}
