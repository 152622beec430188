namespace Emend.Server.Http;

/// <summary>
/// Sets the security headers of every response. API responses can contain personal data, so no cache stores them. An endpoint that
/// returns a page replaces the policy.
/// </summary>
internal static class SecurityHeaders
{
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly PathString[] Apis = ["/api", "/emend", "/v1"];

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var (headers, path) = (context.Response.Headers, context.Request.Path);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = path == "/" || path.StartsWithSegments("/docs") ? PagePolicy : DataPolicy;
        if (Apis.Any(api => path.StartsWithSegments(api)))
        {
            headers.CacheControl = "no-store";
        }

        return next(context);
    });
}
