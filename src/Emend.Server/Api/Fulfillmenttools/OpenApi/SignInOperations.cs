using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of sign-in and token refresh. Unknown members are ignored, as in the original.</summary>
internal static class SignInOperations
{
    private const string Tag = "Sign-in";
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly OperationParameter Key = new("key", "The sign-in key of the tenant.", JsonSchema.Text())
    {
        IsRequired = true,
        Example = "demo",
    };

    private static readonly JsonSchema Seconds = JsonSchema.Text(20).WithDescription("Seconds, as text.");

    private static readonly JsonSchema Token = JsonSchema.Text(10_000);

    private static readonly JsonSchema Failure = JsonSchema.Object(
        Required("error", JsonSchema.Object(
            Required("code", JsonSchema.Integer(400, 429)),
            Required("message", JsonSchema.Text(2_000).WithDescription("A code. For some codes, a colon and an explanation follow.")),
            Required("status", JsonSchema.Choice("INVALID_ARGUMENT", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED"))))).Named("SignInFailure");

    private static readonly OperationResponse[] ErrorResponses =
    [
        new(400, "The sign-in failed. The message contains the reason.", Failure),
        new(403, "The tenant is suspended.", Failure),
        new(429, "The address sent too many requests, or too many passwords wait. Retry after the time in `Retry-After`.", Failure),
    ];

    public static readonly OperationMetadata SignInWithPassword = new("signIn", Tag, "Sign in with e-mail address and password")
    {
        Parameters = [Key],
        Body = JsonSchema.Object(
            Required("email", JsonSchema.Text(320)),
            Required("password", JsonSchema.Text()),
            Optional("returnSecureToken", JsonSchema.Boolean)).Named("SignIn"),
        Example = """{ "email": "admin@demo.emend", "password": "demo-admin", "returnSecureToken": true }""",
        BodyMediaTypes = ["application/json", Form],
        Responses =
        [
            new(200, "The user is signed in.", JsonSchema.Object(
                Required("localId", JsonSchema.Text()),
                Required("email", JsonSchema.Text()),
                Required("displayName", JsonSchema.Text()),
                Required("idToken", Token.WithDescription("Token for `Authorization: Bearer …`.")),
                Required("registered", JsonSchema.Boolean),
                Required("refreshToken", Token),
                Required("expiresIn", Seconds)).Named("SignedIn")),
            .. ErrorResponses,
        ],
    };

    public static readonly OperationMetadata RefreshToken = new("refreshToken", Tag, "Get new tokens with a refresh token")
    {
        Parameters = [Key],
        Body = JsonSchema.Object(
            Required("grant_type", JsonSchema.Choice("refresh_token")),
            Required("refresh_token", Token)).Named("Refresh"),
        Example = """{ "grant_type": "refresh_token", "refresh_token": "refreshToken of the sign-in" }""",
        BodyMediaTypes = ["application/json", Form],
        Responses =
        [
            new(200, "New tokens.", JsonSchema.Object(
                Required("access_token", Token),
                Required("expires_in", Seconds),
                Required("token_type", JsonSchema.Choice("Bearer")),
                Required("refresh_token", Token),
                Required("id_token", Token),
                Required("user_id", JsonSchema.Text())).Named("Refreshed")),
            .. ErrorResponses,
        ],
    };
}
