using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the operator API, which manages tenants.</summary>
internal static class OperatorSetup
{
    public static readonly ApiDocumentInfo Description = new(
        "operator",
        "The operator API of Emend",
        """
        Creates, lists, suspends, resumes, moves and removes tenants.

        Send the key of the operator as `X-Operator-Key`. It belongs to no tenant and opens no other API; keys and tokens of tenants do not
        open this one. Errors are problem details (RFC 9457).
        """,
        ProblemSchemas.Problem,
        ProblemResponses.MediaType,
        [ApiSecurityScheme.OperatorKey]);

    public static IServiceCollection AddOperator(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton(options)
        .AddSingleton<OperatorKeyVerifier>()
        .AddSingleton<OperatorAuthorizer>()
        .AddSingleton<TenantEndpoints>();

    public static void MapOperator(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/emend/operator/v1").WithMetadata(Description, new ApiFailureWriter(NativeAuthorizer.WriteFailure));
        api.MapGet("tenants", (HttpContext context, TenantEndpoints tenants) => tenants.List(context))
            .RequiresOperator().WithOperation(TenantOperations.ListTenants);
        api.MapPost("tenants", (HttpContext context, TenantEndpoints tenants) => tenants.Create(context))
            .RequiresOperator().WithOperation(TenantOperations.CreateTenant);
        api.MapGet("tenants/{tenantId}", (HttpContext context, TenantEndpoints tenants, string tenantId) => tenants.Get(context, tenantId))
            .RequiresOperator().WithOperation(TenantOperations.GetTenant);
        api.MapPost(
            "tenants/{tenantId}/suspend",
            (HttpContext context, TenantEndpoints tenants, string tenantId) => tenants.Suspend(context, tenantId))
            .RequiresOperator().WithOperation(TenantOperations.SuspendTenant);
        api.MapPost(
            "tenants/{tenantId}/resume",
            (HttpContext context, TenantEndpoints tenants, string tenantId) => tenants.Resume(context, tenantId))
            .RequiresOperator().WithOperation(TenantOperations.ResumeTenant);
        api.MapPost(
            "tenants/{tenantId}/move",
            (HttpContext context, TenantEndpoints tenants, string tenantId) => tenants.Move(context, tenantId))
            .RequiresOperator().WithOperation(TenantOperations.MoveTenant);
        api.MapDelete(
            "tenants/{tenantId}",
            (HttpContext context, TenantEndpoints tenants, string tenantId) => tenants.Remove(context, tenantId))
            .RequiresOperator().WithOperation(TenantOperations.RemoveTenant);
        api.MapFallback("{**path}", ProblemResponses.UnknownEndpoint).IsPublic();
    }
}
