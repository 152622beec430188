using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>What was picked in vain, and is put back.</summary>
public sealed class ReturnTasksClient
{
    private readonly HttpTransport httpTransport;

    internal ReturnTasksClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Goes through return tasks, by id.</summary>
    /// <param name="facility">Where the goods are; everywhere where nothing is said.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="order">The order they were picked for.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<OwnedReturnTask> ListAsync(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await PageAsync(facility, status, order, after, ct: ct);
            foreach (var task in page.ReturnTasks) yield return task;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of return tasks.</summary>
    /// <param name="facility">Where the goods are.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="order">The order they were picked for.</param>
    /// <param name="after">The next of the page before.</param>
    /// <param name="size">How many, up to 250.</param>
    /// <param name="ct">Gives up.</param>
    public Task<ReturnTaskPage> PageAsync(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        string? after = null,
        int? size = null,
        CancellationToken ct = default) => httpTransport.SendAsync(
            ApiRequest.Get("return-tasks").Asking("facility", facility).Asking("status", status?.Name).Asking("order", order)
                .Asking("after", after).Asking("size", size),
            EmendJsonContext.Default.ReturnTaskPage,
            ct);

    /// <summary>Reads a return task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OwnedReturnTask> GetAsync(string id, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(id)), EmendJsonContext.Default.OwnedReturnTask, ct);

    /// <summary>Reports work on a return task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="action">What was done.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OwnedReturnTask> ActAsync(string id, ReturnTaskAction action, string? key = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(
            ApiRequest.Once(HttpMethod.Post, PathOf(id) + "/actions", key).With(action, EmendJsonContext.Default.ReturnTaskAction),
            EmendJsonContext.Default.OwnedReturnTask,
            ct);

    private static string PathOf(string id) => "return-tasks/" + ApiRequest.Part(id);
}
