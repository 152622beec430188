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
    /// <param name="claim">The claim that the write must still hold; null if the work needs no claim.</param>
    public static OrderCommandRequest CreateRequest(
        TenantId tenant, OrderId order, OrderCommand command, OrderWriteClaim? claim = null) =>
        new(
            new Caller(tenant, Actor.Id, 0),
            new OrderKey.ById(order),
            command,
            ApiName)
        {
            IsSystemRequest = true,
            Claim = claim,
        };
}
