using Emend.Core;

namespace Emend.Server.Application.BulkJobs;

/// <summary>One order of a job: decided and written like any other request, under a key of its place in the job.</summary>
internal sealed class BulkItemProcessor(OrderService orderService, IBulkCommandReader words, BulkJobOptions options, ILogger<BulkItemProcessor> log)
{
    // No person's id: nobody's own key is in the way.
    private const string Credential = "emend";

    /// <summary>What a job asks for.</summary>
    public BulkCommand Read(BulkJob job) => words.Read(job.Asked);

    /// <summary>What came of it; still pending where something failed that may pass.</summary>
    public async Task<BulkJobItemResult> Do(BulkJob job, BulkCommand asked, BulkJobItem item, CancellationToken ct)
    {
        try
        {
            return await Decide(job, asked, item, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested) // one order must not end all
        {
            log.LogWarning(failure, "{Order} of the job {Job} failed.", item.Of.Order, job.Id);
            return item.Attempts + 1 < options.Attempts ? BulkJobItemResult.None : GivenUp();
        }
    }

    private async Task<BulkJobItemResult> Decide(BulkJob job, BulkCommand asked, BulkJobItem item, CancellationToken ct)
    {
        var request = new OrderCommandRequest(
            job.Asked.RequestedBy, new OrderKey.ById(item.Of.Order), asked.For(item.Of), job.Asked.Face, asked.Own)
        {
            RequestedPolicy = asked.Policy,
        };
        return job.Asked.DryRun
            ? Told(await orderService.Preview(request, ct), dry: true)
            : Told(await orderService.Execute(request with { Idempotency = KeyOf(job, item) }, ct), dry: false);
    }

    // A node that was killed may have written the order, and not its result: whoever does it again finds that by this key.
    private static IdempotencyKey KeyOf(BulkJob job, BulkJobItem item) =>
        new(FormattableString.Invariant($"bulk/{job.Id}/{item.Position}"), Credential, job.Id);

    private static BulkJobItemResult Told(OrderCommandResult outcome, bool dry) => outcome switch
    {
        OrderCommandResult.Decided { Decision: Decision.Accepted accepted } decided => new(BulkJobItemState.Done)
        {
            Revision = dry ? decided.Before!.Revision : accepted.After.Revision,
        },
        OrderCommandResult.Replayed kept => new(BulkJobItemState.Done) { Revision = kept.Order.Revision },
        OrderCommandResult.Decided { Decision: Decision.NoChange } decided => new(BulkJobItemState.Unchanged) { Revision = decided.Before!.Revision },
        OrderCommandResult.Decided { Decision: Decision.Rejected refused } decided => new(BulkJobItemState.Refused)
        {
            Revision = refused.IsForbidden ? null : decided.Before!.Revision,
            Why = refused.IsForbidden ? "forbidden" : "refused",
            Refusals = refused.Violations,
        },
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => Stale(versionConflict),
        OrderCommandResult.Unauthenticated => Not(
            BulkJobItemState.Refused, "unauthenticated", "Who asked for the job is not known any more, or has another password or key since."),
        OrderCommandResult.PolicyNotAllowed forbidden => Not(
            BulkJobItemState.Refused, "forbidden", $"The permission {forbidden.Permission} is missing."),
        OrderCommandResult.UnknownPolicy unknown => Not(BulkJobItemState.Failed, "unknown-policy", $"The tenant has no policy {unknown.Name}."),
        OrderCommandResult.NotFound => Not(
            BulkJobItemState.Failed, "not-found", "There is no such order: it never was, it is another tenant's, or it was deleted."),
        _ => throw new InvalidOperationException($"{outcome.GetType().Name} is no outcome of a job."),
    };

    private static BulkJobItemResult GivenUp() =>
        Not(BulkJobItemState.Failed, "failed", "The server failed at it several times. Nothing was written, or all of it: read the order.");

    private static BulkJobItemResult Stale(Decision.VersionConflict versionConflict) => new(BulkJobItemState.Refused)
    {
        Revision = versionConflict.Current,
        Why = versionConflict.Conflicts.IsEmpty ? "stale" : "conflict",
        Description = versionConflict.Conflicts.IsEmpty
            ? $"The order is in revision {versionConflict.Current}, the job names {versionConflict.Expected}."
            : $"Since revision {versionConflict.Expected} these were changed: {string.Join(", ", versionConflict.Conflicts.Select(c => c.Description))}.",
    };

    private static BulkJobItemResult Not(BulkJobItemState state, string reason, string text) => new(state) { Why = reason, Description = text };
}
