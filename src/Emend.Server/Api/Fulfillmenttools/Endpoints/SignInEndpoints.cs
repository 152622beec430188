using System.Globalization;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using Emend.Server.Identity;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Sign-in and token refresh, compatible with Google's identity platform, which clients of fulfillmenttools use.</summary>
internal static class SignInEndpoints
{
    private const int MaxEmailLength = 320;
    private const string RefreshGrant = "refresh_token";

    public static IEndpointConventionBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1").WithMetadata(new ApiFailureWriter(WriteFailure));
        group.MapPost("accounts:signInWithPassword", SignInWithPassword).IsPublic().WithOperation(SignInOperations.SignInWithPassword);
        group.MapPost("token", RefreshToken).IsPublic().WithOperation(SignInOperations.RefreshToken);
        return group;
    }

    private static async Task SignInWithPassword(
        HttpContext context, SignInService signInService, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInRequestReader.Read(context.Request, ct);
        var result = ValidatePassword(input) is { } error
            ? error
            : await signInService.SignInWithPassword(ReadSignInKey(context), input["email"]!, input["password"]!, ct);
        if (result.Session is not { } signInSession)
        {
            await WriteError(context, result.ErrorCode!);
            return;
        }

        var user = signInSession.User;
        var answer = new SignInResponse(
            user.Id.Value, user.Username, user.DisplayName, signInSession.AccessToken, true, signInSession.RefreshToken,
            GetExpiresIn(options));
        await Write(context, StatusCodes.Status200OK, answer, SignInJsonContext.Default.SignInResponse);
    }

    private static async Task RefreshToken(HttpContext context, SignInService signInService, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInRequestReader.Read(context.Request, ct);
        var result = ValidateRefresh(input) is { } error
            ? error
            : await signInService.SignInWithRefreshToken(ReadSignInKey(context), input["refresh_token"]!, ct);
        if (result.Session is not { } signInSession)
        {
            await WriteError(context, result.ErrorCode!);
            return;
        }

        var response = new TokenRefreshResponse(
            signInSession.AccessToken, GetExpiresIn(options), "Bearer", signInSession.RefreshToken, signInSession.AccessToken,
            signInSession.User.Id.Value);
        await Write(context, StatusCodes.Status200OK, response, SignInJsonContext.Default.TokenRefreshResponse);
    }

    private static string? ValidatePassword(SignInRequestReader input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["email"] is null => SignInErrorCodes.MissingEmail,
        _ when input["email"]!.Length > MaxEmailLength || input["email"]!.Contains('\0') => SignInErrorCodes.InvalidEmail,
        _ when input["password"] is null => SignInErrorCodes.MissingPassword,
        _ => null,
    };

    private static string? ValidateRefresh(SignInRequestReader input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["grant_type"] is null => SignInErrorCodes.MissingGrantType,
        _ when input["grant_type"] != RefreshGrant => SignInErrorCodes.InvalidGrantType,
        _ when input["refresh_token"] is null => SignInErrorCodes.MissingRefreshToken,
        _ => null,
    };

    /// <summary>Reads the sign-in key from the query. Removes U+0000, which PostgreSQL texts cannot contain.</summary>
    private static string ReadSignInKey(HttpContext context) => context.Request.Query["key"].LastOrDefault()?.Replace("\0", "") ?? "";

    private static string GetExpiresIn(IdentityOptions options) =>
        options.AccessTokenLifetime.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static Task WriteError(HttpContext context, string code) => Write(
        context,
        StatusCodes.Status400BadRequest,
        new SignInErrorResponse(new(StatusCodes.Status400BadRequest, code, "INVALID_ARGUMENT")),
        SignInJsonContext.Default.SignInErrorResponse);

    private static Task WriteFailure(HttpContext context, RequestFailure failure) => Write(
        context,
        failure.Status,
        new SignInErrorResponse(new(failure.Status, Describe(failure), GetStatusName(failure.Status))),
        SignInJsonContext.Default.SignInErrorResponse);

    private static string Describe(RequestFailure failure) => failure.Status is StatusCodes.Status429TooManyRequests
        ? $"{SignInErrorCodes.TooManyRequests} : {failure.Title} {failure.Remedy}"
        : $"{failure.Title} {failure.Remedy}";

    private static string GetStatusName(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "PERMISSION_DENIED",
        StatusCodes.Status429TooManyRequests => "RESOURCE_EXHAUSTED",
        StatusCodes.Status503ServiceUnavailable => "UNAVAILABLE",
        StatusCodes.Status500InternalServerError => "INTERNAL",
        _ => "INVALID_ARGUMENT",
    };

    private static Task Write<T>(HttpContext context, int status, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponseWriter.Write(context.Response, status, body, type);
    }
}
