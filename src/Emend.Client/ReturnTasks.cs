using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>What was picked in vain, and is put back.</summary>
public sealed class ReturnTasks
{
    private readonly Transport transport;

    internal ReturnTasks(Transport transport) => this.transport = transport;

    /// <summary>Goes through return tasks, by id.</summary>
    /// <param name="facility">Where the goods are; everywhere where nothing is said.</param>
    /// <param name="status">Where they stand.</param>
    /// <param name="order">The order they were picked for.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<OwnedReturnTask> List(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await Page(facility, status, order, after, ct: ct);
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
    public Task<ReturnTaskPage> Page(
        string? facility = null,
        ReturnTaskStatus? status = null,
        string? order = null,
        string? after = null,
        int? size = null,
        CancellationToken ct = default) => transport.Send(
            Call.Get("return-tasks").Asking("facility", facility).Asking("status", status?.Name).Asking("order", order)
                .Asking("after", after).Asking("size", size),
            Wire.Default.ReturnTaskPage,
            ct);

    /// <summary>Reads a return task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OwnedReturnTask> Get(string id, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(id)), Wire.Default.OwnedReturnTask, ct);

    /// <summary>Reports work on a return task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="action">What was done.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<OwnedReturnTask> Act(string id, ReturnAction action, string? key = null, CancellationToken ct = default) =>
        transport.Send(
            Call.Once(HttpMethod.Post, PathOf(id) + "/actions", key).With(action, Wire.Default.ReturnAction),
            Wire.Default.OwnedReturnTask,
            ct);

    private static string PathOf(string id) => "return-tasks/" + Call.Part(id);
}
