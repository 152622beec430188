using Emend.Server.Demo;

namespace Emend.Server;

/// <summary>Says, once the process listens, what to do next.</summary>
internal static class StartupMessage
{
    public static void Write(WebApplication app)
    {
        var url = app.Urls.First();
        var options = app.Services.GetRequiredService<EmendOptions>();
        Console.WriteLine($"Emend listens at {url} and keeps its data in {options.Storage.DisplayName}.");
        Console.WriteLine(options.Demo
            ? $"""

               The demo tenant is loaded. Sign in as its administrator and look at its facilities:

                 TOKEN=$(curl -s '{url}/v1/accounts:signInWithPassword?key={DemoTenant.Tenant.SignInKey}' \
                   -H 'Content-Type: application/json' \
                   -d '{Credentials}' \
                   | sed 's/.*"idToken":"\([^"]*\)".*/\1/')
                 curl -s {url}/api/facilities -H "Authorization: Bearer $TOKEN"

               The README goes on from here: place an order, change it, see why not.
               """
            : $"Sign in at {url}/v1/accounts:signInWithPassword?key=…; "
                + "the README shows ten minutes of it, ./run --demo something to try it on.");
        Console.WriteLine("Stop with Ctrl-C.");
    }

    private const string Credentials = """{"email":"admin@demo.emend","password":"demo-admin","returnSecureToken":true}""";
}
