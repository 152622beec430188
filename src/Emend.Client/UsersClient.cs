namespace Emend.Client;

/// <summary>Whether users are let in.</summary>
public sealed class UsersClient
{
    private readonly HttpTransport httpTransport;

    internal UsersClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Reads whether a user is let in.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> GetAsync(string id, CancellationToken ct = default) => httpTransport.SendAsync(ApiRequest.Get(PathOf(id)), EmendJsonContext.Default.User, ct);

    /// <summary>Lets a user in, or no longer.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="active">Whether they are let in.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> SetActiveAsync(string id, bool active, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Write(HttpMethod.Patch, PathOf(id)).With(new(active), EmendJsonContext.Default.UserActivation), EmendJsonContext.Default.User, ct);

    /// <summary>Forgets failed sign-ins.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> UnlockAsync(string id, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Write(HttpMethod.Delete, PathOf(id) + "/lockout"), EmendJsonContext.Default.User, ct);

    private static string PathOf(string id) => "users/" + ApiRequest.Part(id);
}

/// <summary>Who changed users, roles and keys.</summary>
public sealed class AuditClient
{
    private readonly HttpTransport httpTransport;

    internal AuditClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Reads a page of the audit, the newest first.</summary>
    /// <param name="before">The id of the last entry of the page before.</param>
    /// <param name="size">How many entries, up to 250.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(string? before = null, int? size = null, CancellationToken ct = default) =>
        (await httpTransport.SendAsync(ApiRequest.Get("audit").Asking("before", before).Asking("size", size), EmendJsonContext.Default.AuditPage, ct)).Entries;
}
