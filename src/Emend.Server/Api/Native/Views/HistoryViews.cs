using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>A page of the history of an order.</summary>
internal readonly struct HistoryPageView(HistoryPage page)
{
    [MaxLength(HistoryEntryView.MaxItems)]
    public IEnumerable<HistoryEntryView> Entries => page.Entries.Select(entry => new HistoryEntryView(entry));

    [Minimum(1), Description("The value of before for the next page.")]
    public long? Next => page.Next;
}

/// <summary>
/// A history entry. It always names the actor: the setting <c>actorAnonymization</c> applies to the fulfillmenttools API only.
/// </summary>
internal readonly struct HistoryEntryView(JournalEntry entry)
{
    /// <summary>The maximum number of entries of a list.</summary>
    public const int MaxItems = 10_000;

    [Minimum(1)]
    public long Revision => entry.Revision;

    public DateTimeOffset OccurredAt => entry.At;

    [Description("True for modifications and fulfillment actions, false for warehouse actions.")]
    public bool IsModification => entry.IsModification;

    public ActorView Actor => new(entry.Provenance);

    public string Api => entry.Provenance.Api;

    public string Policy => entry.Provenance.Policy;

    [Minimum(1)]
    public int PolicyVersion => entry.Provenance.PolicyVersion;

    [Reason]
    public string? Reason => entry.DecisionRecord?.Reason;

    [MaxLength(10_000)]
    public string? Comment => entry.Comment;

    [Minimum(1)]
    public long? Undoes => entry.Undoes;

    [Minimum(1), MaxLength(MaxItems)]
    public ImmutableArray<long> UndoneBy => entry.UndoneBy;

    [MaxLength(MaxItems)]
    public IEnumerable<FieldDifferenceView> Differences => FieldDifferenceView.From(entry.Differences);

    [Description("Only for a modification, and only if the entry is read by its revision.")]
    public DecisionRecordView? DecisionRecord { get; private init; }

    [Description("Only if the entry routed the order, and only if it is read by its revision.")]
    public RoutingRunView? Routing { get; private init; }

    /// <summary>The entry with its decision record and its routing run.</summary>
    public static HistoryEntryView Complete(JournalEntry entry, RoutingLog? run) => new(entry)
    {
        DecisionRecord = entry.DecisionRecord is { } decisionRecord ? new(decisionRecord) : null,
        Routing = run is null ? null : new(run),
    };
}

/// <summary>The user who made a change.</summary>
internal readonly struct ActorView(Provenance provenance)
{
    public string Id => provenance.Actor.Value;

    public string Name => provenance.ActorName;
}

/// <summary>A field with different values in two states of an order.</summary>
internal readonly struct FieldDifferenceView(FieldDifference difference)
{
    [Description("A stable JSON pointer. Entities are addressed by id.")]
    public string Path => difference.Path;

    public DifferenceKind Kind => difference.Kind;

    public DifferenceArea Area => difference.Area;

    public string Description => difference.Description;

    [AnyValue]
    public JsonText? Before => difference.Before;

    [AnyValue]
    public JsonText? After => difference.After;

    [Description("True if the values were erased with the personal data.")]
    public bool Erased => difference.IsErased;

    /// <summary>The views. The difference of the facts is that of the status; it is omitted if the status is the same.</summary>
    public static IEnumerable<FieldDifferenceView> From(ImmutableArray<FieldDifference> differences)
    {
        foreach (var difference in differences)
        {
            if (difference is not FactsDifference facts)
            {
                yield return new(difference);
                continue;
            }

            var (was, now) = (NativeOrderStatusTable.From(facts.FactsBefore), NativeOrderStatusTable.From(facts.FactsAfter));
            if (was != now)
            {
                yield return new(new("/status", facts.Kind, ToJson(was), ToJson(now), facts.Area, "status"));
            }
        }

        static JsonText ToJson(NativeOrderStatus status) => new($"\"{EnumWireNames.ToName(status)}\"");
    }
}

/// <summary>The differences between two states of an order.</summary>
internal readonly struct OrderDiffView(Order before, Order after)
{
    public OrderId Order => after.Id;

    [Minimum(1)]
    public long From => before.Revision;

    [Minimum(1)]
    public long To => after.Revision;

    [MaxLength(HistoryEntryView.MaxItems)]
    public IEnumerable<FieldDifferenceView> Differences => FieldDifferenceView.From(OrderDiff.Between(before, after));
}
