using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Identity;

/// <summary>What sign-in and refresh say of themselves. Members beside those named here are let pass, as the original does.</summary>
internal static class SignInOperations
{
    private const string Tag = "Sign-in";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly OperationParameter Key = new("key", "The sign-in key of the tenant.", JsonSchema.Text())
    {
        IsRequired = true,
        Example = "demo",
    };

    private static readonly JsonSchema Seconds = JsonSchema.Text(20).WithDescription("Seconds, as a text.");

    private static readonly JsonSchema Token = JsonSchema.Text(10_000);

    private static readonly OperationResponse Refused = new(400, "Nobody is signed in, and why.", JsonSchema.Object(
        Required("error", JsonSchema.Object(
            Required("code", JsonSchema.Whole(400, 400)),
            Required("message", JsonSchema.Text(2_000).WithDescription("A code, and for some a colon and words.")),
            Required("status", JsonSchema.Choice("INVALID_ARGUMENT"))))).Named("SignInFailure"));

    public static readonly OperationMetadata ByPassword = new("signIn", Tag, "Sign in with e-mail address and password")
    {
        Parameters = [Key],
        Body = JsonSchema.Object(
            Required("email", JsonSchema.Text(320)),
            Required("password", JsonSchema.Text()),
            Optional("returnSecureToken", JsonSchema.Flag)).Named("SignIn"),
        Example = """{ "email": "admin@demo.emend", "password": "demo-admin", "returnSecureToken": true }""",
        BodyTypes = ["application/json", Form],
        Answers =
        [
            new(200, "Signed in.", JsonSchema.Object(
                Required("localId", JsonSchema.Text()),
                Required("email", JsonSchema.Text()),
                Required("displayName", JsonSchema.Text()),
                Required("idToken", Token.WithDescription("What to send as `Authorization: Bearer …`.")),
                Required("registered", JsonSchema.Flag),
                Required("refreshToken", Token),
                Required("expiresIn", Seconds)).Named("SignedIn")),
            Refused,
        ],
    };

    public static readonly OperationMetadata ByRefreshToken = new("refreshToken", Tag, "Go on with a refresh token")
    {
        Parameters = [Key],
        Body = JsonSchema.Object(
            Required("grant_type", JsonSchema.Choice("refresh_token")),
            Required("refresh_token", Token)).Named("Refresh"),
        Example = """{ "grant_type": "refresh_token", "refresh_token": "the refreshToken of signing in" }""",
        BodyTypes = ["application/json", Form],
        Answers =
        [
            new(200, "A new token.", JsonSchema.Object(
                Required("access_token", Token),
                Required("expires_in", Seconds),
                Required("token_type", JsonSchema.Choice("Bearer")),
                Required("refresh_token", Token),
                Required("id_token", Token),
                Required("user_id", JsonSchema.Text())).Named("Refreshed")),
            Refused,
        ],
    };
}
