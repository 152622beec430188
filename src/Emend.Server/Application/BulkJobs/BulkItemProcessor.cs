using Emend.Core;
using Emend.Server.Application.Orders;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;

namespace Emend.Server.Application.BulkJobs;

/// <summary>Executes the command of one order of a bulk job, with an idempotency key made from its position in the job.</summary>
internal sealed class BulkItemProcessor(
    OrderService orderService, BulkJobOptions options, ILogger<BulkItemProcessor> log)
{
    // Not a user id, so that the key cannot collide with a key of a caller.
    private const string Credential = "emend";

    /// <summary>Returns the result. The item stays pending after a transient failure.</summary>
    /// <exception cref="ClaimLostException">The claim of the batch is lost or revoked. The order is not changed.</exception>
    public async Task<BulkJobItemResult> Process(BulkJobBatch batch, BulkCommand command, BulkJobItem item, CancellationToken ct)
    {
        var job = batch.Job;
        try
        {
            return await Decide(batch, command, item, ct);
        }
        catch (TenantSuspendedException) // the item stays pending until the tenant is resumed
        {
            throw new ClaimLostException();
        }
        // One order must not stop the job. An outage of the database is no failure of the order: the worker repeats the item.
        catch (Exception failure) when (failure is not (ClaimLostException or DatabaseUnavailableException)
            && !ct.IsCancellationRequested)
        {
            log.LogWarning(failure, "Order {Order} of bulk job {Job} failed.", item.Target.Order, job.Id);
            return item.Attempts + 1 < options.MaxAttempts ? BulkJobItemResult.Pending : Abandoned();
        }
    }

    private async Task<BulkJobItemResult> Decide(BulkJobBatch batch, BulkCommand command, BulkJobItem item, CancellationToken ct)
    {
        var job = batch.Job;
        var request = new OrderCommandRequest(
            job.Definition.RequestedBy,
            new OrderKey.ById(item.Target.Order),
            command.CreateFor(item.Target),
            job.Definition.Api)
        {
            RequestedPolicy = command.Policy,
            Claim = new OrderWriteClaim.OfBulkItem(job.Id, item.Position, batch.Node),
        };
        return job.Definition.DryRun
            ? ToResult(await orderService.Preview(request, ct), dry: true)
            : ToResult(await orderService.Execute(request with { Idempotency = CreateKey(job, item) }, ct), dry: false);
    }

    // A stopped node may have written the order but not its result. The next attempt finds the write by this key.
    private static IdempotencyKey CreateKey(BulkJob job, BulkJobItem item) =>
        new(FormattableString.Invariant($"bulk/{job.Id}/{item.Position}"), Credential, job.Id);

    private static BulkJobItemResult ToResult(OrderCommandResult result, bool dry) => result switch
    {
        OrderCommandResult.Decided { Decision: Decision.Accepted accepted } decided => new(BulkJobItemState.Succeeded)
        {
            Revision = dry ? decided.Before!.Revision : accepted.After.Revision,
        },
        OrderCommandResult.ClaimLost => throw new ClaimLostException(),
        OrderCommandResult.Replayed replayed => new(BulkJobItemState.Succeeded) { Revision = replayed.Order.Revision },
        OrderCommandResult.Decided { Decision: Decision.NoChange } decided =>
            new(BulkJobItemState.Unchanged) { Revision = decided.Before!.Revision },
        OrderCommandResult.Decided { Decision: Decision.Rejected rejected } decided => new(BulkJobItemState.Rejected)
        {
            Revision = rejected.IsForbidden ? null : decided.Before!.Revision,
            ReasonCode = rejected.IsForbidden ? "forbidden" : "refused",
            Violations = rejected.Violations,
        },
        OrderCommandResult.Decided { Decision: Decision.VersionConflict versionConflict } => VersionConflict(versionConflict),
        OrderCommandResult.Unauthenticated => Failure(
            BulkJobItemState.Rejected, "unauthenticated", "The credentials of the caller who created the job are no longer valid."),
        OrderCommandResult.PolicyNotAllowed forbidden => Failure(
            BulkJobItemState.Rejected, "forbidden", $"The caller lacks the permission {forbidden.Permission}."),
        OrderCommandResult.UnknownPolicy unknown =>
            Failure(BulkJobItemState.Failed, "unknown-policy", $"The tenant has no policy {unknown.Name}."),
        OrderCommandResult.NotFound => Failure(
            BulkJobItemState.Failed, "not-found", "The order does not exist, belongs to another tenant, or was deleted."),
        _ => throw new InvalidOperationException($"Unexpected result {result.GetType().Name} in a bulk job."),
    };

    private static BulkJobItemResult Abandoned() =>
        Failure(
            BulkJobItemState.Failed,
            "failed",
            "The server failed several times. The command was applied completely or not at all. Read the order.");

    private static BulkJobItemResult VersionConflict(Decision.VersionConflict versionConflict) => new(BulkJobItemState.Rejected)
    {
        Revision = versionConflict.Current,
        ReasonCode = versionConflict.Conflicts.IsEmpty ? "stale" : "conflict",
        Description = versionConflict.Conflicts.IsEmpty
            ? $"The order is at revision {versionConflict.Current}, but the job names revision {versionConflict.Expected}."
            : $"These fields changed after revision {versionConflict.Expected}: "
            + $"{string.Join(", ", versionConflict.Conflicts.Select(c => c.Description))}.",
    };

    private static BulkJobItemResult Failure(BulkJobItemState state, string reason, string text) =>
        new(state) { ReasonCode = reason, Description = text };
}
