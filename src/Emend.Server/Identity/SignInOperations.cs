using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Identity;

/// <summary>What sign-in and refresh say of themselves. Members beside those named here are let pass, as the original does.</summary>
internal static class SignInOperations
{
    private const string Tag = "Sign-in";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly Parameter Key = new("key", "The sign-in key of the tenant.", Shape.Text())
    {
        IsRequired = true,
        Example = "demo",
    };

    private static readonly Shape Seconds = Shape.Text(20).Says("Seconds, as a text.");

    private static readonly Shape Token = Shape.Text(10_000);

    private static readonly Reply Refused = new(400, "Nobody is signed in, and why.", Shape.Object(
        Must("error", Shape.Object(
            Must("code", Shape.Whole(400, 400)),
            Must("message", Shape.Text(2_000).Says("A code, and for some a colon and words.")),
            Must("status", Shape.Choice("INVALID_ARGUMENT"))))).Named("SignInFailure"));

    public static readonly Operation ByPassword = new("signIn", Tag, "Sign in with e-mail address and password")
    {
        Parameters = [Key],
        Body = Shape.Object(
            Must("email", Shape.Text(320)),
            Must("password", Shape.Text()),
            May("returnSecureToken", Shape.Flag)).Named("SignIn"),
        Example = """{ "email": "admin@demo.emend", "password": "demo-admin", "returnSecureToken": true }""",
        BodyTypes = ["application/json", Form],
        Answers =
        [
            new(200, "Signed in.", Shape.Object(
                Must("localId", Shape.Text()),
                Must("email", Shape.Text()),
                Must("displayName", Shape.Text()),
                Must("idToken", Token.Says("What to send as `Authorization: Bearer …`.")),
                Must("registered", Shape.Flag),
                Must("refreshToken", Token),
                Must("expiresIn", Seconds)).Named("SignedIn")),
            Refused,
        ],
    };

    public static readonly Operation ByRefreshToken = new("refreshToken", Tag, "Go on with a refresh token")
    {
        Parameters = [Key],
        Body = Shape.Object(
            Must("grant_type", Shape.Choice("refresh_token")),
            Must("refresh_token", Token)).Named("Refresh"),
        Example = """{ "grant_type": "refresh_token", "refresh_token": "the refreshToken of signing in" }""",
        BodyTypes = ["application/json", Form],
        Answers =
        [
            new(200, "A new token.", Shape.Object(
                Must("access_token", Token),
                Must("expires_in", Seconds),
                Must("token_type", Shape.Choice("Bearer")),
                Must("refresh_token", Token),
                Must("id_token", Token),
                Must("user_id", Shape.Text())).Named("Refreshed")),
            Refused,
        ],
    };
}
