using System.Text.RegularExpressions;

namespace Emend.Server.Http;

/// <summary>Clients that were told a host ending in a slash ask for <c>//api/orders</c>: the path counts as if it had one.</summary>
internal static partial class DuplicateSlashMiddleware
{
    public static IApplicationBuilder UseSingleSlashes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal)) context.Request.Path = Single(path);
        return next(context);
    });

    public static string Single(string path) => Repeated().Replace(path, "/");

    [GeneratedRegex("/{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Repeated();
}
