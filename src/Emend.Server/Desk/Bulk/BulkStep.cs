using Emend.Core;

namespace Emend.Server.Desk.Bulk;

/// <summary>One order of a job: decided and written like any other request, under a key of its place in the job.</summary>
internal sealed class BulkStep(OrderDesk desk, IBulkWords words, BulkOptions options, ILogger<BulkStep> log)
{
    // No person's id: nobody's own key is in the way.
    private const string Credential = "emend";

    /// <summary>What a job asks for.</summary>
    public BulkCommand Read(BulkJob job) => words.Read(job.Asked);

    /// <summary>What came of it; still pending where something failed that may pass.</summary>
    public async Task<BulkResult> Do(BulkJob job, BulkCommand asked, BulkItem item, CancellationToken ct)
    {
        try
        {
            return await Decide(job, asked, item, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // one order must not end all
        {
            log.LogWarning(failure, "{Order} of the job {Job} failed.", item.Of.Order, job.Id);
            return item.Attempts + 1 < options.Attempts ? BulkResult.None : GivenUp();
        }
    }

    private async Task<BulkResult> Decide(BulkJob job, BulkCommand asked, BulkItem item, CancellationToken ct)
    {
        var request = new DeskRequest(
            job.Asked.By, new OrderKey.ById(item.Of.Order), asked.For(item.Of), job.Asked.Face, asked.Own)
        {
            PolicyNamed = asked.Policy,
        };
        return job.Asked.DryRun
            ? Told(await desk.Preview(request, ct), dry: true)
            : Told(await desk.Submit(request with { Idempotency = KeyOf(job, item) }, ct), dry: false);
    }

    // A node that was killed may have written the order, and not its result: whoever does it again finds that by this key.
    private static IdempotencyKey KeyOf(BulkJob job, BulkItem item) =>
        new(FormattableString.Invariant($"bulk/{job.Id}/{item.Position}"), Credential, job.Id);

    private static BulkResult Told(Outcome outcome, bool dry) => outcome switch
    {
        Outcome.Decided { Decision: Decision.Accepted accepted } decided => new(BulkItemState.Done)
        {
            Revision = dry ? decided.Before!.Revision : accepted.After.Revision,
        },
        Outcome.Kept kept => new(BulkItemState.Done) { Revision = kept.Order.Revision },
        Outcome.Decided { Decision: Decision.NoChange } decided => new(BulkItemState.Unchanged) { Revision = decided.Before!.Revision },
        Outcome.Decided { Decision: Decision.Refused refused } decided => new(BulkItemState.Refused)
        {
            Revision = refused.Forbidden ? null : decided.Before!.Revision,
            Why = refused.Forbidden ? "forbidden" : "refused",
            Refusals = refused.Because,
        },
        Outcome.Decided { Decision: Decision.Stale stale } => Stale(stale),
        Outcome.Unauthenticated => Not(
            BulkItemState.Refused, "unauthenticated", "Who asked for the job is not known any more, or has another password or key since."),
        Outcome.PolicyForbidden forbidden => Not(
            BulkItemState.Refused, "forbidden", $"The permission {forbidden.Permission} is missing."),
        Outcome.UnknownPolicy unknown => Not(BulkItemState.Failed, "unknown-policy", $"The tenant has no policy {unknown.Name}."),
        Outcome.NotFound => Not(
            BulkItemState.Failed, "not-found", "There is no such order: it never was, it is another tenant's, or it was deleted."),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of a job."),
    };

    private static BulkResult GivenUp() =>
        Not(BulkItemState.Failed, "failed", "The server failed at it several times. Nothing was written, or all of it: read the order.");

    private static BulkResult Stale(Decision.Stale stale) => new(BulkItemState.Refused)
    {
        Revision = stale.Current,
        Why = stale.Conflicts.IsEmpty ? "stale" : "conflict",
        Words = stale.Conflicts.IsEmpty
            ? $"The order is in revision {stale.Current}, the job names {stale.Named}."
            : $"Since revision {stale.Named} these were changed: {string.Join(", ", stale.Conflicts.Select(c => c.Words))}.",
    };

    private static BulkResult Not(BulkItemState state, string why, string words) => new(state) { Why = why, Words = words };
}
