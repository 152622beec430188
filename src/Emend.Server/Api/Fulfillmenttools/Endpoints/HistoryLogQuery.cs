using System.Collections.Immutable;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Filter, page, and sort order of a history log request.</summary>
internal sealed record HistoryLogQuery
{
    /// <summary>Supported sort orders. INFO sorts by type.</summary>
    public static readonly ImmutableArray<string> SortOrders =
    [
        "TIMESTAMP_DESC", "TIMESTAMP_ASC", "INFO_DESC", "INFO_ASC", "TYPE_ASC", "TYPE_DESC", "USERNAME_DESC", "USERNAME_ASC",
        "FACILITY_NAME_DESC", "FACILITY_NAME_ASC",
    ];

    public required string? Type { get; init; }

    public required string? Username { get; init; }

    public required string? FacilityName { get; init; }

    public required string? StartAfterId { get; init; }

    public required int Size { get; init; }

    public required string OrderBy { get; init; }

    public required bool FilterConsecutiveDuplicates { get; init; }

    public ImmutableArray<ValidationError> Problems { get; init; } = [];

    public static HistoryLogQuery Read(QueryStringReader query, int max)
    {
        var (order, filterDuplicates) = (
            query.ReadText("orderBy") ?? SortOrders[0], query.ReadText("filterConsecutiveDuplicates") ?? "true");
        if (!SortOrders.Contains(order))
        {
            query.AddError("orderBy", $"is {ValueFormatter.Truncate(order)}", $"must be one of {string.Join(", ", SortOrders)}");
        }

        if (filterDuplicates is not ("true" or "false"))
        {
            query.AddError("filterConsecutiveDuplicates", $"is {ValueFormatter.Truncate(filterDuplicates)}", "must be true or false");
        }

        return new HistoryLogQuery
        {
            Type = query.ReadText("type"),
            Username = query.ReadText("username"),
            FacilityName = query.ReadText("facilityName"),
            StartAfterId = query.ReadText("startAfterId"),
            Size = query.ReadPageSize(max),
            OrderBy = order,
            FilterConsecutiveDuplicates = filterDuplicates is "true",
        } with { Problems = query.Errors };
    }

    /// <summary>Returns the requested page and the number of all matching entries.</summary>
    /// <param name="oldestFirst">All entries, oldest first.</param>
    /// <param name="logContext">Lookup of names.</param>
    public (IEnumerable<HistoryLogEntry> Part, int Total) Apply(ImmutableArray<HistoryLogEntry> oldestFirst, HistoryLogContext logContext)
    {
        var matching = (FilterConsecutiveDuplicates ? RemoveConsecutiveDuplicates(oldestFirst) : oldestFirst)
            .Where(e => Type is null || e.Type == Type)
            .Where(e => Username is null || (logContext.ShowsActor && e.JournalEntry.Provenance.ActorName == Username))
            .Where(e => FacilityName is null || FindFacilityName(e, logContext) == FacilityName)
            .ToList();
        var ordered = OrderBy.EndsWith("_ASC", StringComparison.Ordinal)
            ? matching.OrderBy(e => GetSortKey(e, logContext), StringComparer.Ordinal)
            : matching.AsEnumerable().Reverse().OrderByDescending(e => GetSortKey(e, logContext), StringComparer.Ordinal);
        var after = StartAfterId is null ? ordered : ordered.SkipWhile(e => e.Id != StartAfterId).Skip(1);
        return (after.Take(Size), matching.Count);
    }

    // Returns the same key for TIMESTAMP: the entries are already sorted by time.
    private string GetSortKey(HistoryLogEntry entry, HistoryLogContext logContext) => OrderBy[..OrderBy.LastIndexOf('_')] switch
    {
        "INFO" or "TYPE" => entry.Type,
        "USERNAME" => logContext.ShowsActor ? entry.JournalEntry.Provenance.ActorName : "",
        "FACILITY_NAME" => FindFacilityName(entry, logContext) ?? "",
        _ => "",
    };

    private static string? FindFacilityName(HistoryLogEntry entry, HistoryLogContext logContext) =>
        entry.Facility is { } facility ? logContext.Facilities.GetValueOrDefault(facility) : null;

    private static IEnumerable<HistoryLogEntry> RemoveConsecutiveDuplicates(IEnumerable<HistoryLogEntry> entries)
    {
        HistoryLogEntry? last = null;
        foreach (var entry in entries)
        {
            if (last is null
                || (
                    entry.Type,
                    entry.Ref,
                    entry.JournalEntry.Provenance.Actor) != (last.Type, last.Ref, last.JournalEntry.Provenance.Actor))
            {
                yield return entry;
            }

            last = entry;
        }
    }
}
