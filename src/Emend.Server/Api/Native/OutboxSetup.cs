using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the operations endpoints of the outbox.</summary>
internal static class OutboxSetup
{
    public static IServiceCollection AddOutbox(this IServiceCollection services) => services.AddSingleton<OutboxEndpoints>();

    public static void MapOutbox(this RouteGroupBuilder api)
    {
        const string One = "orders/{orderId}/outbox/{position}";
        api.MapGet("outbox", (HttpContext context, OutboxEndpoints outbox) => outbox.List(context))
            .RequiresPermission(P.OrderRead).WithOperation(OutboxOperations.List);
        api.MapGet(
            One, (HttpContext context, OutboxEndpoints outbox, string orderId, string position) => outbox.Get(context, orderId, position))
            .RequiresPermission(P.OrderRead).WithOperation(OutboxOperations.Get);
        api.MapPost(
            $"{One}/replay",
            (HttpContext context, OutboxEndpoints outbox, string orderId, string position) => outbox.Replay(context, orderId, position))
            .RequiresPermission(P.OrderWrite).WithOperation(OutboxOperations.Replay);
    }
}
