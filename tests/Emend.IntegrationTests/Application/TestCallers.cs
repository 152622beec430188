using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>The Desk of an application, and its demo administrator as a caller.</summary>
internal static class TestCallers
{
    public static async Task<(OrderService Desk, Caller Caller)> Of(EmendApp app) =>
        (app.Services.GetRequiredService<OrderService>(), await Of(app, "admin"));

    /// <summary>Somebody of the demo tenant, as a caller.</summary>
    public static async Task<Caller> Of(EmendApp app, string who)
    {
        var read = await app.Services.GetRequiredService<ISignInStore>().SignIn("demo", $"{who}@demo.emend", CancellationToken.None);
        return new Caller(read.Tenant!.Id, read.Person!.Id, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000);
    }
}
