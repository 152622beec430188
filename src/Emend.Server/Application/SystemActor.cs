using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application;

/// <summary>Emend itself, where nobody asks: what waits, what is due. It may do everything, and no token speaks for it.</summary>
internal static class SystemActor
{
    public const string ApiName = "emend";

    public static readonly Actor Actor = new(new("emend"), "Emend", Permissions.All, []);

    /// <summary>A request that nobody sent; the policy is that of the order's own face.</summary>
    public static OrderCommandRequest CreateRequest(TenantId tenant, OrderId order, OrderCommand command) =>
        new(new Caller(tenant, Actor.Id, 0), new OrderKey.ById(order), command, ApiName, BuiltInPolicies.Of(ApiName)) { IsSystemRequest = true };
}
