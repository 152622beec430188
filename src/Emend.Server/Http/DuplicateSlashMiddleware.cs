using System.Text.RegularExpressions;

namespace Emend.Server.Http;

/// <summary>
/// Collapses repeated slashes in request paths. Clients whose configured host ends with a slash request <c>//api/orders</c>.
/// </summary>
internal static partial class DuplicateSlashMiddleware
{
    public static IApplicationBuilder UseSingleSlashes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.Value is { } path && path.Contains("//", StringComparison.Ordinal))
        {
            context.Request.Path = CollapseSlashes(path);
        }

        return next(context);
    });

    public static string CollapseSlashes(string path) => Repeated().Replace(path, "/");

    [GeneratedRegex("/{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Repeated();
}
