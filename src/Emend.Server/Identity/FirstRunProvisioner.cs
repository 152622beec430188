namespace Emend.Server.Identity;

/// <summary>Creates a tenant with an administrator in an empty database.</summary>
internal sealed class FirstRunProvisioner(IIdentityStore store, ITenantProvisioner tenantProvisioner)
{
    public static readonly Tenant Main = new(new("main"), "main", "Main");

    private const string Administrator = "admin@main.emend";
    private const int PasswordLength = 20;

    /// <summary>
    /// If several nodes start at once, the node that creates the tenant prints the password. The password is printed only once.
    /// </summary>
    public async Task Run(TextWriter console, CancellationToken ct)
    {
        if (await store.HasTenants(ct))
        {
            return;
        }

        var password = SecretGenerator.CreateText(PasswordLength);
        var administrator = new NewUser(Administrator, password, new RoleAssignment(BuiltInRoles.Administrator, []))
        {
            LastName = "Administrator",
        };
        if (!await tenantProvisioner.CreateTenant(Main, [administrator], ct))
        {
            return;
        }

        await console.WriteLineAsync(
            $"""

            The database was empty. Emend created the tenant '{Main.Id}'. Sign in as administrator with

                key       {Main.SignInKey}
                email     {Administrator}
                password  {password}

            The password is not stored and not shown again.

            """);
        await console.FlushAsync(ct);
    }
}
