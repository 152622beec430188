using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server.Identity;

/// <summary>Sign-in and refresh, as the clients of fulfillmenttools do it with Google's identity platform.</summary>
internal static class SignInEndpoints
{
    private const int LongestEmail = 320;
    private const string RefreshGrant = "refresh_token";

    public static IEndpointConventionBuilder MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1");
        group.MapPost("accounts:signInWithPassword", ByPassword).IsOpen().Describes(SignInOperations.ByPassword);
        group.MapPost("token", ByRefreshToken).IsOpen().Describes(SignInOperations.ByRefreshToken);
        return group;
    }

    private static async Task ByPassword(HttpContext context, SignIn signIn, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInInput.Read(context.Request, ct);
        var result = Refusal(input) is { } refusal
            ? refusal
            : await signIn.ByPassword(Key(context), input["email"]!, input["password"]!, ct);
        if (result.Session is not { } session)
        {
            await Refuse(context, result.Refusal!);
            return;
        }

        var person = session.Person;
        var answer = new SignedIn(
            person.Id.Value, person.Username, person.DisplayName, session.AccessToken, true, session.RefreshToken, Seconds(options));
        await Tell(context, StatusCodes.Status200OK, answer, SignInJson.Default.SignedIn);
    }

    private static async Task ByRefreshToken(HttpContext context, SignIn signIn, IdentityOptions options, CancellationToken ct)
    {
        var input = await SignInInput.Read(context.Request, ct);
        var result = RefreshRefusal(input) is { } refusal
            ? refusal
            : await signIn.ByRefreshToken(Key(context), input["refresh_token"]!, ct);
        if (result.Session is not { } session)
        {
            await Refuse(context, result.Refusal!);
            return;
        }

        var answer = new Refreshed(
            session.AccessToken, Seconds(options), "Bearer", session.RefreshToken, session.AccessToken, session.Person.Id.Value);
        await Tell(context, StatusCodes.Status200OK, answer, SignInJson.Default.Refreshed);
    }

    private static string? Refusal(SignInInput input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["email"] is null => SignInRefusals.MissingEmail,
        _ when input["email"]!.Length > LongestEmail || input["email"]!.Contains('\0') => SignInRefusals.InvalidEmail,
        _ when input["password"] is null => SignInRefusals.MissingPassword,
        _ => null,
    };

    private static string? RefreshRefusal(SignInInput input) => input switch
    {
        { Problem: { } problem } => problem,
        _ when input["grant_type"] is null => SignInRefusals.MissingGrantType,
        _ when input["grant_type"] != RefreshGrant => SignInRefusals.InvalidGrantType,
        _ when input["refresh_token"] is null => SignInRefusals.MissingRefreshToken,
        _ => null,
    };

    /// <summary>Always in the query, as clients send it. U+0000 is in no key, and one of the databases cannot be asked for it.</summary>
    private static string Key(HttpContext context) => context.Request.Query["key"].LastOrDefault()?.Replace("\0", "") ?? "";

    private static string Seconds(IdentityOptions options) =>
        options.TokenLife.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

    private static Task Refuse(HttpContext context, string code) => Tell(
        context,
        StatusCodes.Status400BadRequest,
        new SignInFailure(new(StatusCodes.Status400BadRequest, code, "INVALID_ARGUMENT")),
        SignInJson.Default.SignInFailure);

    private static Task Tell<T>(HttpContext context, int status, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answer.Write(context.Response, status, body, type);
    }
}
