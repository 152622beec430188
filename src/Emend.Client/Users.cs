namespace Emend.Client;

/// <summary>Whether users are let in.</summary>
public sealed class Users
{
    private readonly Transport transport;

    internal Users(Transport transport) => this.transport = transport;

    /// <summary>Reads whether a user is let in.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> Get(string id, CancellationToken ct = default) => transport.Send(Call.Get(PathOf(id)), Wire.Default.User, ct);

    /// <summary>Lets a user in, or no longer.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="active">Whether they are let in.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> SetActive(string id, bool active, CancellationToken ct = default) =>
        transport.Send(Call.Write(HttpMethod.Patch, PathOf(id)).With(new(active), Wire.Default.Activity), Wire.Default.User, ct);

    /// <summary>Forgets failed sign-ins.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<User> Unlock(string id, CancellationToken ct = default) =>
        transport.Send(Call.Write(HttpMethod.Delete, PathOf(id) + "/lockout"), Wire.Default.User, ct);

    private static string PathOf(string id) => "users/" + Call.Part(id);
}

/// <summary>Who changed users, roles and keys.</summary>
public sealed class Audit
{
    private readonly Transport transport;

    internal Audit(Transport transport) => this.transport = transport;

    /// <summary>Reads a page of the audit, the newest first.</summary>
    /// <param name="before">The id of the last entry of the page before.</param>
    /// <param name="size">How many entries, up to 250.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<AuditEntry>> Page(string? before = null, int? size = null, CancellationToken ct = default) =>
        (await transport.Send(Call.Get("audit").Asking("before", before).Asking("size", size), Wire.Default.AuditPage, ct)).Entries;
}
