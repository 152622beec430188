using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>A database without tenants gets one, so that somebody can sign in.</summary>
internal sealed class FirstRunProvisioner(IIdentityStore store, ITenantProvisioner tenantProvisioner)
{
    public static readonly Tenant Main = new(new("main"), "main", "Main");

    private const string Administrator = "admin@main.emend";
    private const int PasswordLength = 20;

    /// <summary>Of several nodes that start at once, the one that made the tenant prints the password; nobody can print it again.</summary>
    public async Task Run(TextWriter console, CancellationToken ct)
    {
        if (await store.AnyTenant(ct)) return;
        var password = SecretGenerator.Text(PasswordLength);
        var administrator = new NewUser(Administrator, password, new RoleAssignment(BuiltInRoles.Administrator, []))
        {
            LastName = "Administrator",
        };
        if (!await tenantProvisioner.CreateTenant(Main, [administrator], ct)) return;
        await console.WriteLineAsync(
            $"""

            This database was empty: the tenant '{Main.Id}' was made. Its administrator signs in with

                key       {Main.SignInKey}
                email     {Administrator}
                password  {password}

            The password is not kept and not shown again.

            """);
        await console.FlushAsync(ct);
    }
}
