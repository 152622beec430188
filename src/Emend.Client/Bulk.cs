using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Jobs that do the same with each of many orders, in the background. Make one as a dry run first, look at its results, and make it again.
/// </summary>
public sealed class Bulk
{
    private const string All = "bulk";

    private readonly Transport transport;

    internal Bulk(Transport transport) => this.transport = transport;

    /// <summary>Makes a job, which begins at once. Which orders it is about is settled now.</summary>
    /// <param name="wanted">What is to be done, and with which orders.</param>
    /// <param name="key">The idempotency key, where you keep one over restarts of your own.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> Make(BulkWanted wanted, string? key = null, CancellationToken ct = default) => transport.Send(
        Call.Once(HttpMethod.Post, All, key).With(wanted, Wire.Default.BulkWanted), Wire.Default.BulkJob, ct);

    /// <summary>Goes through the jobs, the newest first.</summary>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkJob> List([EnumeratorCancellation] CancellationToken ct = default)
    {
        string? after = null;
        do
        {
            var page = await Page(after, ct: ct);
            foreach (var job in page.Jobs) yield return job;
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Reads one page of jobs.</summary>
    /// <param name="after">The next of the page before.</param>
    /// <param name="size">How many, up to 500.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJobPage> Page(string? after = null, int? size = null, CancellationToken ct = default) =>
        transport.Send(Call.Get(All).Asking("after", after).Asking("size", size), Wire.Default.BulkJobPage, ct);

    /// <summary>Tells how far a job is.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> Get(string id, CancellationToken ct = default) =>
        transport.Send(Call.Get(PathOf(id)), Wire.Default.BulkJob, ct);

    /// <summary>Hears how far a job is, whenever it is further, until it has ended. A line that breaks is opened again.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkJob> Follow(string id, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var silent = 0; ;)
        {
            await using var stream = new EventStream<BulkJob>(
                transport, Call.Get(PathOf(id)).AsStreamBehind(null), Wire.Default.BulkJob);
            silent++;
            while (await stream.Next(ct) is { } job)
            {
                silent = 0;
                yield return job;
                if (job.HasEnded) yield break;
            }

            await transport.Pause(silent, stream.Wait, ct);
        }
    }

    /// <summary>Goes through what came of each order, in the order of the job.</summary>
    /// <param name="id">The job's id.</param>
    /// <param name="states">Only those that came out so; all where nothing is said.</param>
    /// <param name="ct">Gives up.</param>
    public async IAsyncEnumerable<BulkResult> Results(
        string id, IReadOnlyList<BulkResultState>? states = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? after = null;
        do
        {
            var page = await ResultPage(id, states, after, ct: ct);
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
    public Task<BulkResultPage> ResultPage(
        string id,
        IReadOnlyList<BulkResultState>? states = null,
        long? after = null,
        int? size = null,
        CancellationToken ct = default) => transport.Send(
            Call.Get(PathOf(id) + "/results").Asking("state", states?.Select(s => s.Name)).Asking("after", after).Asking("size", size),
            Wire.Default.BulkResultPage,
            ct);

    /// <summary>Pauses a job: what was begun is finished, nothing else is begun.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> Pause(string id, CancellationToken ct = default) => Turn(id, "pause", ct);

    /// <summary>Lets a job go on; only who made it may.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> Resume(string id, CancellationToken ct = default) => Turn(id, "resume", ct);

    /// <summary>Ends a job; what was done stays done.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="ct">Gives up.</param>
    public Task<BulkJob> Cancel(string id, CancellationToken ct = default) => Turn(id, "cancel", ct);

    // Done twice it is as done once.
    private Task<BulkJob> Turn(string id, string to, CancellationToken ct) =>
        transport.Send(Call.Preview($"{PathOf(id)}/{to}"), Wire.Default.BulkJob, ct);

    private static string PathOf(string id) => $"{All}/{Call.Part(id)}";
}
