using System.Text.Json.Serialization;

namespace Emend.Server.Identity;

// Names and types as the vendor's clients read them, seconds as text among them.
internal sealed record SignedIn(
    [property: JsonPropertyName("localId")] string LocalId,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("idToken")] string IdToken,
    [property: JsonPropertyName("registered")] bool Registered,
    [property: JsonPropertyName("refreshToken")] string RefreshToken,
    [property: JsonPropertyName("expiresIn")] string ExpiresIn);

internal sealed record Refreshed(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("id_token")] string IdToken,
    [property: JsonPropertyName("user_id")] string UserId);

internal sealed record SignInFailure([property: JsonPropertyName("error")] SignInFault Error);

internal sealed record SignInFault(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("status")] string Status);

[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(Refreshed))]
[JsonSerializable(typeof(SignInFailure))]
internal sealed partial class SignInJson : JsonSerializerContext;
