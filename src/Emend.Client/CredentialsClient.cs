namespace Emend.Client;

/// <summary>
/// Credentials (API keys). Create and rotate requests are sent only once. Check whether such a request was applied before you repeat it.
/// </summary>
public sealed class CredentialsClient
{
    private const string BasePath = "credentials";

    private readonly HttpTransport _httpTransport;

    internal CredentialsClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Lists all credentials that are not revoked, without their secrets.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<Credential>> ListAsync(CancellationToken ct = default) =>
        (await _httpTransport.SendAsync(ApiRequest.Get(BasePath), EmendJsonContext.Default.CredentialList, ct)).Credentials;

    /// <summary>Reads a credential, without its secret.</summary>
    /// <param name="id">The credential id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Credential> GetAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(id)), EmendJsonContext.Default.Credential, ct);

    /// <summary>Creates a credential. Only this response contains the secret.</summary>
    /// <param name="credential">The name, the roles and the expiry time.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<IssuedCredential> CreateAsync(NewCredential credential, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Post, BasePath).WithBody(credential, EmendJsonContext.Default.NewCredential),
            EmendJsonContext.Default.IssuedCredential,
            ct);

    /// <summary>Replaces the secret of a credential.</summary>
    /// <param name="id">The credential id.</param>
    /// <param name="overlapMinutes">How long the old secret stays valid, in minutes. Default: it becomes invalid immediately.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<IssuedCredential> RotateAsync(string id, int overlapMinutes = 0, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Post, GetPath(id) + "/rotate")
                .WithBody(new(overlapMinutes), EmendJsonContext.Default.CredentialRotation),
            EmendJsonContext.Default.IssuedCredential,
            ct);

    /// <summary>Revokes a credential. It is invalid from the next request on.</summary>
    /// <param name="id">The credential id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task RevokeAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendOptionalAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Delete, GetPath(id)), EmendJsonContext.Default.Credential, ct);

    private static string GetPath(string id) => $"{BasePath}/{ApiRequest.EscapeSegment(id)}";
}
