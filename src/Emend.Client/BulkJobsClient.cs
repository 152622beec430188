using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Jobs that do the same with each of many orders, in the background. Make one as a dry run first, look at its results, and make it again.
/// </summary>
public sealed class BulkJobsClient
{
    private const string All = "bulk";

    private readonly HttpTransport httpTransport;

    internal BulkJobsClient(HttpTransport httpTransport) => this.httpTransport = httpTransport;

    /// <summary>Makes a job, which begins at once. Which orders it is about is settled now.</summary>
    /// <param name="newBulkJob">What is to be done, and with which orders.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> CreateAsync(NewBulkJob newBulkJob, string? key = null, CancellationToken ct = default) => httpTransport.SendAsync(
        ApiRequest.Once(HttpMethod.Post, All, key).With(newBulkJob, EmendJsonContext.Default.NewBulkJob), EmendJsonContext.Default.BulkJob, ct);

    /// <summary>Goes through the jobs, the newest first.</summary>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkJob> ListAsync([EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await PageAsync(after, ct: ct);
            foreach (var job in page.Jobs) yield return job;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of jobs.</summary>
    /// <param name="after">The next of the page before.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJobPage> PageAsync(string? after = null, int? size = null, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(All).Asking("after", after).Asking("size", size), EmendJsonContext.Default.BulkJobPage, ct);

    /// <summary>Tells how far a job is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> GetAsync(string id, CancellationToken ct = default) =>
        httpTransport.SendAsync(ApiRequest.Get(PathOf(id)), EmendJsonContext.Default.BulkJob, ct);

    /// <summary>Hears how far a job is, whenever it is further, until it has ended. A line that breaks is opened again.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkJob> FollowAsync(string id, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var silent = 0; ;)
        {
            await using var stream = new EventStreamConnection<BulkJob>(
                httpTransport, ApiRequest.Get(PathOf(id)).AsStreamBehind(null), EmendJsonContext.Default.BulkJob);
            silent++;
            while (await stream.NextAsync(ct) is { } job)
            {
                silent = 0;
                yield return job;
                if (job.HasEnded) yield break;
            }

            await httpTransport.PauseAsync(silent, stream.Wait, ct);
        }
    }

    /// <summary>Goes through what came of each order, in the order of the job.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="states">Only those that came out so; all where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkJobItemResult> ResultsAsync(
        string id, IReadOnlyList<BulkJobItemState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? after = null;
        do
        {
            var page = await ResultPageAsync(id, states, after, ct: ct);
            foreach (var result in page.Results) yield return result;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of what came of each order.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="states">Only those that came out so; all where nothing is said.</param>
    /// <param name="after">The next of the page before.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJobItemResultPage> ResultPageAsync(
        string id,
        IReadOnlyList<BulkJobItemState>? states = null,
        long? after = null,
        int? size = null,
        CancellationToken ct = default) => httpTransport.SendAsync(
            ApiRequest.Get(PathOf(id) + "/results").Asking("state", states?.Select(s => s.Name)).Asking("after", after).Asking("size", size),
            EmendJsonContext.Default.BulkJobItemResultPage,
            ct);

    /// <summary>Pauses a job: what was begun is finished, nothing else is begun.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> PauseAsync(string id, CancellationToken ct = default) => TurnAsync(id, "pause", ct);

    /// <summary>Lets a job go on; only who made it may.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> ResumeAsync(string id, CancellationToken ct = default) => TurnAsync(id, "resume", ct);

    /// <summary>Ends a job; what was done stays done.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> CancelAsync(string id, CancellationToken ct = default) => TurnAsync(id, "cancel", ct);

    // Done twice it is as done once.
    private Task<BulkJob> TurnAsync(string id, string to, CancellationToken ct) =>
        httpTransport.SendAsync(ApiRequest.Preview($"{PathOf(id)}/{to}"), EmendJsonContext.Default.BulkJob, ct);

    private static string PathOf(string id) => $"{All}/{ApiRequest.Part(id)}";
}
