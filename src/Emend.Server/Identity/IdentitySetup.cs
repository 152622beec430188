using Emend.Server.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Emend.Server.Identity;

/// <summary>Registers authentication and user management. The storage folder registers the stores.</summary>
internal static class IdentitySetup
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.TryAddSingleton(SystemClock.Instance);
        services.TryAddSingleton(new IdentityOptions());

        // Sign-in requests may have query parameters. The request log would contain the password.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services
            .AddSingleton<SigningKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<ApiKeyReader>()
            .AddSingleton<PasswordHashQueue>()
            .AddSingleton<SignInService>()
            .AddSingleton<FirstRunProvisioner>()
            .AddSingleton<TenantProvisioner>()
            .AddSingleton<ITenantProvisioner>(provider => provider.GetRequiredService<TenantProvisioner>())
            .AddSingleton<IActorResolver, ActorResolver>()
            .AddSingleton<IdentityChangeExecutor>()
            .AddSingleton<IUserService, UserService>()
            .AddSingleton<IRoleService, RoleService>()
            .AddSingleton<ICredentialService, CredentialService>();
    }

    /// <summary>Adds the authentication of callers to the request pipeline.</summary>
    public static IApplicationBuilder UseCallerAuthentication(this IApplicationBuilder app) =>
        app.UseMiddleware<CallerAuthenticationMiddleware>();
}
