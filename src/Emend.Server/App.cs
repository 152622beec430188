namespace Emend.Server;

/// <summary>Puts the process together: the only file that names every adapter.</summary>
internal static class App
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        app.MapGet("/health/live", () => TypedResults.Ok());
        return app;
    }
}
