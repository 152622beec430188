namespace Emend.Client;

/// <summary>
/// Keys for programs. What makes one or gives it another secret is sent once: look whether it was done before you repeat it.
/// </summary>
public sealed class CredentialsClient
{
    private const string All = "credentials";

    private readonly HttpTransport httpTransport;

    internal CredentialsClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Lists all that were not revoked, without their secrets.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Credential>> ListAsync(CancellationToken ct = default) =>
        (await httpTransport.SendAsync(ApiRequest.Get(All), EmendJsonContext.Default.CredentialList, ct)).Credentials;

    /// <summary>Reads one, without its secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Credential> GetAsync(string id, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(id)), EmendJsonContext.Default.Credential, ct);

    /// <summary>Makes one. The secret is in this answer and nowhere else.</summary>
    /// <param name="credential">What it may, and until when.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IssuedCredential> CreateAsync(NewCredential credential, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Write(HttpMethod.Post, All).With(credential, EmendJsonContext.Default.NewCredential), EmendJsonContext.Default.IssuedCredential, ct);

    /// <summary>Gives one another secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="overlapMinutes">How long the secret so far still counts; it ends at once where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IssuedCredential> RotateAsync(string id, int overlapMinutes = 0, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Write(HttpMethod.Post, PathOf(id) + "/rotate").With(new(overlapMinutes), EmendJsonContext.Default.CredentialRotation),
            EmendJsonContext.Default.IssuedCredential,
            ct);

    /// <summary>Revokes one: it counts no longer from the next request on.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task RevokeAsync(string id, CancellationToken ct = default) =>
        httpTransport.AskAsync(ApiRequest.Write(HttpMethod.Delete, PathOf(id)), EmendJsonContext.Default.Credential, ct);

    private static string PathOf(string id) => $"{All}/{ApiRequest.Part(id)}";
}
