using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server.Identity;

/// <summary>Sign-in and refresh, as the clients of fulfillmenttools do it with Google's identity platform.</summary>
internal static class SignInEndpoints
{
    private const int MaxEmailLength = 320;
    private const string RefreshGrant = "refresh_token";

    public static IEndpointConventionBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1");
        group.MapPost("accounts:signInWithPassword", ByPassword).IsPublic().WithOperation(SignInOperations.ByPassword);
        group.MapPost("token", ByRefreshToken).IsPublic().WithOperation(SignInOperations.ByRefreshToken);
        return group;
    }

    private static async Task ByPassword(HttpContext context, SignInService signInService, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInRequestReader.Read(context.Request, ct);
        var result = Refusal(input) is { } refusal
            ? refusal
            : await signInService.ByPassword(Key(context), input["email"]!, input["password"]!, ct);
        if (result.Session is not { } signInSession)
        {
            await Refuse(context, result.Refusal!);
            return;
        }

        var user = signInSession.Person;
        var answer = new SignInResponse(
            user.Id.Value, user.Username, user.DisplayName, signInSession.AccessToken, true, signInSession.RefreshToken, Seconds(options));
        await Write(context, StatusCodes.Status200OK, answer, SignInJsonContext.Default.SignInResponse);
    }

    private static async Task ByRefreshToken(HttpContext context, SignInService signInService, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInRequestReader.Read(context.Request, ct);
        var result = RefreshRefusal(input) is { } refusal
            ? refusal
            : await signInService.ByRefreshToken(Key(context), input["refresh_token"]!, ct);
        if (result.Session is not { } signInSession)
        {
            await Refuse(context, result.Refusal!);
            return;
        }

        var tokenRefreshResponse = new TokenRefreshResponse(
            signInSession.AccessToken, Seconds(options), "Bearer", signInSession.RefreshToken, signInSession.AccessToken, signInSession.Person.Id.Value);
        await Write(context, StatusCodes.Status200OK, tokenRefreshResponse, SignInJsonContext.Default.TokenRefreshResponse);
    }

    private static string? Refusal(SignInRequestReader input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["email"] is null => SignInErrorCodes.MissingEmail,
        _ when input["email"]!.Length > MaxEmailLength || input["email"]!.Contains('\0') => SignInErrorCodes.InvalidEmail,
        _ when input["password"] is null => SignInErrorCodes.MissingPassword,
        _ => null,
    };

    private static string? RefreshRefusal(SignInRequestReader input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["grant_type"] is null => SignInErrorCodes.MissingGrantType,
        _ when input["grant_type"] != RefreshGrant => SignInErrorCodes.InvalidGrantType,
        _ when input["refresh_token"] is null => SignInErrorCodes.MissingRefreshToken,
        _ => null,
    };

    /// <summary>Always in the query, as clients send it. U+0000 is in no key, and one of the databases cannot be asked for it.</summary>
    private static string Key(HttpContext context) => context.Request.Query["key"].LastOrDefault()?.Replace("\0", "") ?? "";

    private static string Seconds(IdentityOptions options) =>
        options.AccessTokenLifetime.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static Task Refuse(HttpContext context, string code) => Write(
        context,
        StatusCodes.Status400BadRequest,
        new SignInErrorResponse(new(StatusCodes.Status400BadRequest, code, "INVALID_ARGUMENT")),
        SignInJsonContext.Default.SignInErrorResponse);

    private static Task Write<T>(HttpContext context, int status, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponseWriter.Write(context.Response, status, body, type);
    }
}
