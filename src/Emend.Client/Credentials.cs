namespace Emend.Client;

/// <summary>
/// Keys for programs. What makes one or gives it another secret is sent once: look whether it was done before you repeat it.
/// </summary>
public sealed class Credentials
{
    private const string All = "credentials";

    private readonly Transport transport;

    internal Credentials(Transport transport) => this.transport = transport;

    /// <summary>Lists all that were not revoked, without their secrets.</summary>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<Credential>> List(CancellationToken ct = default) =>
        (await transport.Send(Call.Get(All), Wire.Default.CredentialList, ct)).Credentials;

    /// <summary>Reads one, without its secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<Credential> Get(string id, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(id)), Wire.Default.Credential, ct);

    /// <summary>Makes one. The secret is in this answer and nowhere else.</summary>
    /// <param name="credential">What it may, and until when.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IssuedCredential> Create(NewCredential credential, CancellationToken ct = default) =>
        transport.Send(
            Call.Write(HttpMethod.Post, All).With(credential, Wire.Default.NewCredential), Wire.Default.IssuedCredential, ct);

    /// <summary>Gives one another secret.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="overlapMinutes">How long the secret so far still counts; it ends at once where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public Task<IssuedCredential> Rotate(string id, int overlapMinutes = 0, CancellationToken ct = default) =>
        transport.Send(
            Call.Write(HttpMethod.Post, PathOf(id) + "/rotate").With(new(overlapMinutes), Wire.Default.Rotation),
            Wire.Default.IssuedCredential,
            ct);

    /// <summary>Revokes one: it counts no longer from the next request on.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task Revoke(string id, CancellationToken ct = default) =>
        transport.Ask(Call.Write(HttpMethod.Delete, PathOf(id)), Wire.Default.Credential, ct);

    private static string PathOf(string id) => $"{All}/{Call.Part(id)}";
}
