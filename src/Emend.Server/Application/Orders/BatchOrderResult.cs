using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Identity;

namespace Emend.Server.Application.Orders;

/// <summary>The origin of a batch of order commands.</summary>
/// <param name="Caller">The caller.</param>
/// <param name="Api">The API of the request.</param>
/// <param name="Key">The idempotency key of the batch; null if it has none. Each order has its own part of it.</param>
internal sealed record BatchOrigin(Caller Caller, string Api, IdempotencyKey? Key)
{
    public IdempotencyKey? GetKey(OrderId order) => Key is null ? null : Key with { Key = $"{Key.Key}/{order.Value}" };
}

/// <summary>The result for one order of a batch. Each order has its own transaction.</summary>
/// <param name="Reference">The reference of the caller.</param>
/// <param name="Order">The order; null if the reference belongs to no order.</param>
/// <param name="Outcome">The outcome.</param>
internal sealed record BatchOrderResult(string Reference, OrderId? Order, BatchOrderOutcome Outcome);

/// <summary>The outcome of one command of a batch.</summary>
internal abstract record BatchOrderOutcome
{
    private BatchOrderOutcome()
    {
    }

    /// <summary>The command changed the order.</summary>
    public sealed record Updated : BatchOrderOutcome;

    /// <summary>The command has no effect.</summary>
    public sealed record Unchanged : BatchOrderOutcome;

    /// <summary>The command violates rules.</summary>
    public sealed record Rejected(ImmutableArray<RuleViolation> Violations) : BatchOrderOutcome;

    /// <summary>The version of the order differs from the expected version.</summary>
    public sealed record VersionConflict(long Current, long Expected) : BatchOrderOutcome;

    /// <summary>The order does not exist.</summary>
    public sealed record NotFound : BatchOrderOutcome;

    /// <summary>The command failed for another reason.</summary>
    public sealed record Failed(OrderCommandResult Result) : BatchOrderOutcome;

    public static BatchOrderOutcome From(OrderCommandResult result) => result switch
    {
        OrderCommandResult.Decided { Decision: Decision.Accepted } or OrderCommandResult.Replayed => new Updated(),
        OrderCommandResult.Decided { Decision: Decision.NoChange } => new Unchanged(),
        OrderCommandResult.Decided { Decision: Decision.Rejected rejected } => new Rejected(rejected.Violations),
        OrderCommandResult.Decided { Decision: Decision.VersionConflict conflict } =>
            new VersionConflict(conflict.Current, conflict.Expected),
        OrderCommandResult.NotFound => new NotFound(),
        _ => new Failed(result),
    };
}
