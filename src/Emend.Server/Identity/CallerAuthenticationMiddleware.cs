using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>
/// Puts the <see cref="Caller"/> into the request's features, or the <see cref="AuthenticationError"/> that says why there is none. It
/// refuses nobody: each face answers 401 in its own shape.
/// </summary>
internal sealed class CallerAuthenticationMiddleware(RequestDelegate next, AccessTokens tokens, ApiKeyReader keys)
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(HttpContext context)
    {
        var reading = await Read(context);
        if (reading.Caller is { } caller) context.Features.Set(caller);
        else context.Features.Set(reading.Problem);
        await next(context);
    }

    private ValueTask<AccessTokenResult> Read(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var key = context.Request.Headers[ApiKeyReader.Header].ToString();
        if (key.Length > 0) return header.Length > 0 ? new(AuthenticationError.Both) : keys.Read(key, context.RequestAborted);
        if (header.Length == 0) return new(AuthenticationError.Missing);
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return new(AuthenticationError.NotBearer);
        return tokens.Read(header[Scheme.Length..].Trim(), context.RequestAborted);
    }
}
