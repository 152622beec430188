using Emend.Server.Demo;

namespace Emend.Server;

/// <summary>Writes the address, the database and the next steps to the console after startup.</summary>
internal static class StartupMessage
{
    public static void Write(WebApplication app)
    {
        var url = app.Urls.First();
        var options = app.Services.GetRequiredService<EmendOptions>();
        var databases = options.Storage.Further.Prepend(options.Storage).Select(server => server.DisplayName);
        Console.WriteLine($"Emend is listening on {url}. Database: {string.Join(", ", databases)}.");
        Console.WriteLine(options.IsDemo
            ? $"""

               The demo tenant is loaded. To sign in as its administrator and list its facilities:

                 TOKEN=$(curl -s '{url}/v1/accounts:signInWithPassword?key={DemoTenant.Tenant.SignInKey}' \
                   -H 'Content-Type: application/json' \
                   -d '{Credentials}' \
                   | sed 's/.*"idToken":"\([^"]*\)".*/\1/')
                 curl -s {url}/api/facilities -H "Authorization: Bearer $TOKEN"

               Next: follow docs/guide/quick-start.md.
               """
            : $"Sign in at {url}/v1/accounts:signInWithPassword?key=…. Next: follow docs/guide/quick-start.md. "
                + "./run --demo starts Emend with demo data.");
        Console.WriteLine("Press Ctrl-C to stop.");
    }

    private const string Credentials = """{"email":"admin@demo.emend","password":"demo-admin","returnSecureToken":true}""";
}
