using System.Text.Json.Serialization;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

// Wire names and types of the vendor. Seconds are texts.
internal sealed record SignInResponse(
    [property: JsonPropertyName("localId")] string LocalId,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("displayName")] string DisplayName,
    [property: JsonPropertyName("idToken")] string IdToken,
    [property: JsonPropertyName("registered")] bool Registered,
    [property: JsonPropertyName("refreshToken")] string RefreshToken,
    [property: JsonPropertyName("expiresIn")] string ExpiresIn);

internal sealed record TokenRefreshResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("refresh_token")] string RefreshToken,
    [property: JsonPropertyName("id_token")] string IdToken,
    [property: JsonPropertyName("user_id")] string UserId);

internal sealed record SignInErrorResponse([property: JsonPropertyName("error")] SignInError Error);

internal sealed record SignInError(
    [property: JsonPropertyName("code")] int Code,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("status")] string Status);

[JsonSerializable(typeof(SignInResponse))]
[JsonSerializable(typeof(TokenRefreshResponse))]
[JsonSerializable(typeof(SignInErrorResponse))]
internal sealed partial class SignInJsonContext : JsonSerializerContext;
