using System.Collections.Concurrent;
using Emend.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// Compares every response of an application with the OpenAPI document of the vendor. See <see cref="VendorConformance"/>.
/// </summary>
internal sealed class VendorResponseCheck : IStartupFilter
{
    private readonly ConcurrentDictionary<string, byte> _deviations = [];

    public IEnumerable<string> Deviations => _deviations.Keys.Order(StringComparer.Ordinal);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (VendorConformance.Instance is { } vendor)
        {
            app.UseWhen(
                c => DuplicateSlashMiddleware.CollapseSlashes(c.Request.Path.Value!).StartsWith("/api/", StringComparison.Ordinal),
                branch => branch.Use((context, following) => Check(context, following, vendor)));
        }

        next(app);
    };

    private async Task Check(HttpContext context, RequestDelegate next, VendorConformance vendor)
    {
        var path = context.Request.Path.Value!;
        var body = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
        }

        foreach (var deviation in vendor.FindDeviations(context.Request.Method, path, context.Response.StatusCode, copy.ToArray()))
        {
            _deviations.TryAdd(deviation, 0);
        }

        copy.Position = 0;
        await copy.CopyToAsync(body, context.RequestAborted);
    }
}
