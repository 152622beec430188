using Emend.Server.Application;
using Emend.Server.Application.Quotes;
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
            .AddSingleton<IQuoteSigningKeys, QuoteSigningKeys>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<ApiKeyReader>()
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

    /// <summary>Every request after this knows its caller, or why it has none.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerAuthenticationMiddleware>();
}
