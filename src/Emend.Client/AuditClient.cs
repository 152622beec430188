namespace Emend.Client;

/// <summary>The audit log of users, roles and credentials.</summary>
public sealed class AuditClient
{
    private readonly HttpTransport _httpTransport;

    internal AuditClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Reads one page of the audit log, newest first.</summary>
    /// <param name="before">The id of the last entry of the previous page.</param>
    /// <param name="size">The page size, at most 250.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListPageAsync(string? before = null, int? size = null, CancellationToken ct = default)
    {
        var request = ApiRequest.Get("audit").WithQuery("before", before).WithQuery("size", size);
        return (await _httpTransport.SendAsync(request, EmendJsonContext.Default.AuditPage, ct)).Entries;
    }
}
