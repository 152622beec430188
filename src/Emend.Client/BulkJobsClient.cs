using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Bulk jobs: background jobs that apply one action to many orders. Run a job as a dry run first, inspect the results, and create it
/// again.
/// </summary>
public sealed class BulkJobsClient
{
    private const string BasePath = "bulk-jobs";

    private readonly HttpTransport _httpTransport;

    internal BulkJobsClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Creates a job. The orders are selected now, and the job starts immediately.</summary>
    /// <param name="newBulkJob">The action and the orders.</param>
    /// <param name="key">The idempotency key; generated if null. Pass your own key to retry after a restart of your process.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJob> CreateAsync(NewBulkJob newBulkJob, string? key = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithKey(HttpMethod.Post, BasePath, key).WithBody(newBulkJob, EmendJsonContext.Default.NewBulkJob),
            EmendJsonContext.Default.BulkJob,
            ct);

    /// <summary>Lists all jobs, newest first.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<BulkJob> ListAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await ListPageAsync(after, ct: ct);
            foreach (var job in page.Jobs)
            {
                yield return job;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of jobs, newest first.</summary>
    /// <param name="after">The <c>Next</c> value of the previous page.</param>
    /// <param name="size">The page size, at most 500.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJobPage> ListPageAsync(string? after = null, int? size = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.Get(BasePath).WithQuery("after", after).WithQuery("size", size), EmendJsonContext.Default.BulkJobPage, ct);

    /// <summary>Reads a job and its progress.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJob> GetAsync(string id, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(id)), EmendJsonContext.Default.BulkJob, ct);

    /// <summary>Streams the progress of a job until it ends. The client reopens interrupted connections.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<BulkJob> WatchAsync(string id, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var failures = 0; ;)
        {
            await using var stream = new EventStreamConnection<BulkJob>(
                _httpTransport, ApiRequest.Get(GetPath(id)).AsEventStream(null), EmendJsonContext.Default.BulkJob);
            failures++;
            while (await stream.ReadNextAsync(ct) is { } job)
            {
                failures = 0;
                yield return job;
                if (job.HasEnded)
                {
                    yield break;
                }
            }

            await _httpTransport.DelayReconnectAsync(failures, stream.ReconnectDelay, ct);
        }
    }

    /// <summary>Lists the results per order, in the order of the job.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="states">Returns only results in these states. Default: all results.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<BulkJobItemResult> ListResultsAsync(
        string id, IReadOnlyList<BulkJobItemState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? after = null;
        do
        {
            var page = await ListResultPageAsync(id, states, after, ct: ct);
            foreach (var result in page.Results)
            {
                yield return result;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of results per order.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="states">Returns only results in these states. Default: all results.</param>
    /// <param name="after">The <c>Next</c> value of the previous page.</param>
    /// <param name="size">The page size, at most 500.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJobItemResultPage> ListResultPageAsync(
        string id,
        IReadOnlyList<BulkJobItemState>? states = null,
        long? after = null,
        int? size = null,
        CancellationToken ct = default) => _httpTransport.SendAsync(
            ApiRequest.Get(GetPath(id) + "/results")
                .WithQuery("state", states?.Select(s => s.Name)).WithQuery("after", after).WithQuery("size", size),
            EmendJsonContext.Default.BulkJobItemResultPage,
            ct);

    /// <summary>Pauses a job. Orders in progress are completed, no further order is started.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJob> PauseAsync(string id, CancellationToken ct = default) => SendCommandAsync(id, "pause", ct);

    /// <summary>Resumes a job. Only its creator can resume it.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJob> ResumeAsync(string id, CancellationToken ct = default) => SendCommandAsync(id, "resume", ct);

    /// <summary>Cancels a job. Completed changes are not reverted.</summary>
    /// <param name="id">The job id.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<BulkJob> CancelAsync(string id, CancellationToken ct = default) => SendCommandAsync(id, "cancel", ct);

    // These commands are idempotent, so they are retried without a key.
    private Task<BulkJob> SendCommandAsync(string id, string command, CancellationToken ct) =>
        _httpTransport.SendAsync(ApiRequest.RetryablePost($"{GetPath(id)}/{command}"), EmendJsonContext.Default.BulkJob, ct);

    private static string GetPath(string id) => $"{BasePath}/{ApiRequest.EscapeSegment(id)}";
}
