namespace Emend.Client;

/// <summary>Activates, deactivates and unlocks users.</summary>
public sealed class UsersClient
{
    private readonly HttpTransport _httpTransport;

    internal UsersClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Reads a user.</summary>
    /// <param name="id">The user id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<User> GetAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(id)), EmendJsonContext.Default.User, ct);

    /// <summary>Activates or deactivates a user.</summary>
    /// <param name="id">The user id.</param>
    /// <param name="active">True if the user can sign in.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<User> SetActiveAsync(string id, bool active, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Patch, GetPath(id)).WithBody(new(active), EmendJsonContext.Default.UserActivation),
            EmendJsonContext.Default.User,
            ct);

    /// <summary>Unlocks a user after failed sign-ins.</summary>
    /// <param name="id">The user id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<User> UnlockAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Delete, GetPath(id) + "/lockout"), EmendJsonContext.Default.User, ct);

    private static string GetPath(string id) => "users/" + ApiRequest.EscapeSegment(id);
}
