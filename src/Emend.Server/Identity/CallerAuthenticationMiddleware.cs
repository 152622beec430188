namespace Emend.Server.Identity;

/// <summary>
/// Sets the <see cref="Caller"/> or the <see cref="AuthenticationError"/> as a request feature. Does not reject requests: each API returns
/// 401 in its own format.
/// </summary>
internal sealed class CallerAuthenticationMiddleware(RequestDelegate next, AccessTokens tokens, ApiKeyReader keys)
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(HttpContext context)
    {
        var result = await Read(context);
        if (result.Caller is { } caller)
        {
            context.Features.Set(caller);
        }
        else
        {
            context.Features.Set(result.Error);
        }

        await next(context);
    }

    private ValueTask<AccessTokenResult> Read(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var key = context.Request.Headers[ApiKeyReader.Header].ToString();
        if (key.Length > 0)
        {
            return header.Length > 0 ? new(AuthenticationError.Both) : keys.Read(key, context.RequestAborted);
        }

        if (header.Length == 0)
        {
            return new(AuthenticationError.Missing);
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return new(AuthenticationError.NotBearer);
        }

        return tokens.Read(header[Scheme.Length..].Trim(), context.RequestAborted);
    }
}
