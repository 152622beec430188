using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>The OrderService of a test application, and callers of the demo tenant.</summary>
internal static class TestCallers
{
    public static async Task<(OrderService OrderService, Caller Caller)> Get(EmendApp app) =>
        (app.Services.GetRequiredService<OrderService>(), await Get(app, "admin"));

    /// <summary>A user of the demo tenant as a caller.</summary>
    public static async Task<Caller> Get(EmendApp app, string who)
    {
        var read = await app.Services.GetRequiredService<ISignInStore>().FindUser("demo", $"{who}@demo.emend", CancellationToken.None);
        return new Caller(read.Tenant!.Id, read.User!.Id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000);
    }
}
