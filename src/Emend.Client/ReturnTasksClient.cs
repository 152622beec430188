using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>Return tasks: picked goods that must be restocked.</summary>
public sealed class ReturnTasksClient
{
    private readonly HttpTransport _httpTransport;

    internal ReturnTasksClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Lists return tasks, sorted by id.</summary>
    /// <param name="facility">The facility that holds the goods. Default: all facilities.</param>
    /// <param name="status">The status. Default: all statuses.</param>
    /// <param name="order">The order id. Default: all orders.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<OwnedReturnTask> ListAsync(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await ListPageAsync(facility, status, order, after, ct: ct);
            foreach (var task in page.ReturnTasks)
            {
                yield return task;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of return tasks, sorted by id.</summary>
    /// <param name="facility">The facility that holds the goods. Default: all facilities.</param>
    /// <param name="status">The status. Default: all statuses.</param>
    /// <param name="order">The order id. Default: all orders.</param>
    /// <param name="after">The <see cref="ReturnTaskPage.Next"/> value of the previous page.</param>
    /// <param name="size">The page size, at most 250.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<ReturnTaskPage> ListPageAsync(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        string? after = null,
        int? size = null,
        CancellationToken ct = default) => _httpTransport.SendAsync(
            ApiRequest.Get("return-tasks").WithQuery("facility", facility).WithQuery("status", status?.Name).WithQuery("order", order)
                .WithQuery("after", after).WithQuery("size", size),
            EmendJsonContext.Default.ReturnTaskPage,
            ct);

    /// <summary>Reads a return task.</summary>
    /// <param name="id">The return task id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OwnedReturnTask> GetAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(id)), EmendJsonContext.Default.OwnedReturnTask, ct);

    /// <summary>Executes an action on a return task.</summary>
    /// <param name="id">The return task id.</param>
    /// <param name="action">The action.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<OwnedReturnTask> ExecuteAsync(string id, ReturnTaskAction action, string? key = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithKey(HttpMethod.Post, GetPath(id) + "/actions", key)
                .WithBody(action, EmendJsonContext.Default.ReturnTaskAction),
            EmendJsonContext.Default.OwnedReturnTask,
            ct);

    private static string GetPath(string id) => "return-tasks/" + ApiRequest.EscapeSegment(id);
}
