using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Identity;

namespace Emend.Server.Application.Orders;

/// <summary>The actor of background work. Has all permissions and no credentials.</summary>
internal static class SystemActor
{
    public const string ApiName = "emend";

    public static readonly Actor Actor = new(new("emend"), "Emend", Permissions.All, []);

    /// <summary>Creates a system request. The policy of the API of the order decides.</summary>
    public static OrderCommandRequest CreateRequest(TenantId tenant, OrderId order, OrderCommand command) =>
        new(
            new Caller(tenant, Actor.Id, 0),
            new OrderKey.ById(order),
            command,
            ApiName,
            BuiltInPolicies.GetForApiOrDefault(ApiName)) { IsSystemRequest = true };
}
