using Emend.Server.Desk;
using Emend.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.Tests.Desk;

/// <summary>The Desk of an application, and its demo administrator as a caller.</summary>
internal static class Callers
{
    public static async Task<(OrderDesk Desk, Caller Caller)> Of(EmendApp app)
    {
        var read = await app.Services.GetRequiredService<ISignInStore>().SignIn("demo", "admin@demo.emend", CancellationToken.None);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1_000;
        return (app.Services.GetRequiredService<OrderDesk>(), new Caller(read.Tenant!.Id, read.Person!.Id, now));
    }
}
