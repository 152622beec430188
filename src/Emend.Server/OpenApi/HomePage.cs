using System.Net;
using System.Reflection;
using Emend.Server.Http;

namespace Emend.Server.OpenApi;

/// <summary>Serves a page at <c>/</c> that says what this is and links to the API documents and the health endpoints.</summary>
internal static class HomePage
{
    /// <summary>Call this after all APIs are mapped.</summary>
    public static void MapHomePage(this WebApplication app)
    {
        var apis = EndpointDescription.FromEndpoints(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
            .Select(endpoint => endpoint.Api).Distinct().OrderBy(api => api.Name, StringComparer.Ordinal);
        var page = Write(apis);
        app.MapGet("/", () => TypedResults.Content(page, "text/html; charset=utf-8")).IsPublic();
    }

    private static string Write(IEnumerable<ApiDocumentInfo> apis)
    {
        var version = typeof(HomePage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
        var documents = string.Concat(apis.Select(api =>
            $"<li><a href=\"/docs/{api.Name}.json\">{WebUtility.HtmlEncode(api.Title)}</a> (OpenAPI 3.1)</li>\n"));
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Emend</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
            h1 { margin: 0; font-size: 2rem; line-height: 1.2; }
            h2 { margin: 2rem 0 .25rem; font-size: 1.1rem; }
            ul { margin: 0; padding-left: 1.25rem; }
            .version { opacity: .7; margin: 0 0 1.5rem; }
            </style>
            </head>
            <body>
            <h1>Emend</h1>
            <p class="version">Version {{version}}</p>
            <p>Emend modifies orders after placement. It says which changes an order allows, previews them, applies them in one transaction,
            and undoes them.</p>
            <h2>API documents</h2>
            <ul>
            <li><a href="/docs">All endpoints, to read and try</a></li>
            {{documents}}</ul>
            <h2>Health</h2>
            <ul>
            <li><a href="/health/live">Live</a>: the process runs</li>
            <li><a href="/health/ready">Ready</a>: the database accepts writes</li>
            </ul>
            </body>
            </html>

            """;
    }
}
