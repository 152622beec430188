using Emend.Server.Desk;
using Emend.Server.Desk.Promises;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emend.Server.Identity;

/// <summary>Registers who gets in. The stores behind its ports are registered elsewhere.</summary>
internal static class IdentitySetup
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new IdentityOptions());

        // A client may sign in by query parameters: the line that tells of each request would show the password.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services
            .AddSingleton<SigningKeys>()
            .AddSingleton<IPromiseKeys, PromiseKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<ApiKeys>()
            .AddSingleton<SignIn>()
            .AddSingleton<FirstStart>()
            .AddSingleton<Provisioning>()
            .AddSingleton<IProvisioning>(provider => provider.GetRequiredService<Provisioning>())
            .AddSingleton<IActorDirectory, Actors>()
            .AddSingleton<Registrar>()
            .AddSingleton<IUsers, Users>()
            .AddSingleton<IOwnRoles, OwnRoles>()
            .AddSingleton<ICredentials, Credentials>();
    }

    /// <summary>Every request after this knows its caller, or why it has none.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<Callers>();
}
