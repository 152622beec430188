using System.Collections.Immutable;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Which part of a history log is asked for, and in which order.</summary>
internal sealed record HistoryLogQuery
{
    /// <summary>What may be ordered by; INFO is the name of what happened.</summary>
    public static readonly ImmutableArray<string> Orders =
    [
        "TIMESTAMP_DESC", "TIMESTAMP_ASC", "INFO_DESC", "INFO_ASC", "TYPE_ASC", "TYPE_DESC", "USERNAME_DESC", "USERNAME_ASC",
        "FACILITY_NAME_DESC", "FACILITY_NAME_ASC",
    ];

    public required string? Type { get; init; }

    public required string? Username { get; init; }

    public required string? Facility { get; init; }

    public required string? After { get; init; }

    public required int Size { get; init; }

    public required string OrderBy { get; init; }

    public required bool Sifts { get; init; }

    public ImmutableArray<ValidationError> Problems { get; init; } = [];

    public static HistoryLogQuery Read(QueryStringReader query, int max)
    {
        var (order, sifts) = (query.Text("orderBy") ?? Orders[0], query.Text("filterConsecutiveDuplicates") ?? "true");
        if (!Orders.Contains(order)) query.Add("orderBy", $"is {ValueFormatter.Short(order)}", $"must be one of {string.Join(", ", Orders)}");
        if (sifts is not ("true" or "false")) query.Add("filterConsecutiveDuplicates", $"is {ValueFormatter.Short(sifts)}", "must be true or false");
        return new HistoryLogQuery
        {
            Type = query.Text("type"),
            Username = query.Text("username"),
            Facility = query.Text("facilityName"),
            After = query.Text("startAfterId"),
            Size = query.Size(max),
            OrderBy = order,
            Sifts = sifts is "true",
        } with { Problems = query.Problems };
    }

    /// <summary>The part, and how many there are in all.</summary>
    /// <param name="oldestFirst">All entries.</param>
    /// <param name="around">What their names are looked up in.</param>
    public (IEnumerable<HistoryLogEntry> Part, int Total) Of(ImmutableArray<HistoryLogEntry> oldestFirst, HistoryLogContext around)
    {
        var matching = (Sifts ? Sifted(oldestFirst) : oldestFirst)
            .Where(e => Type is null || e.Type == Type)
            .Where(e => Username is null || (around.TellsActor && e.At.Provenance.ActorName == Username))
            .Where(e => Facility is null || NameOf(e, around) == Facility)
            .ToList();
        var ordered = OrderBy.EndsWith("_ASC", StringComparison.Ordinal)
            ? matching.OrderBy(e => KeyOf(e, around), StringComparer.Ordinal)
            : matching.AsEnumerable().Reverse().OrderByDescending(e => KeyOf(e, around), StringComparer.Ordinal);
        var after = After is null ? ordered : ordered.SkipWhile(e => e.Id != After).Skip(1);
        return (after.Take(Size), matching.Count);
    }

    // By time they are ordered already.
    private string KeyOf(HistoryLogEntry entry, HistoryLogContext around) => OrderBy[..OrderBy.LastIndexOf('_')] switch
    {
        "INFO" or "TYPE" => entry.Type,
        "USERNAME" => around.TellsActor ? entry.At.Provenance.ActorName : "",
        "FACILITY_NAME" => NameOf(entry, around) ?? "",
        _ => "",
    };

    private static string? NameOf(HistoryLogEntry entry, HistoryLogContext around) =>
        entry.Facility is { } facility ? around.Facilities.GetValueOrDefault(facility) : null;

    private static IEnumerable<HistoryLogEntry> Sifted(IEnumerable<HistoryLogEntry> entries)
    {
        HistoryLogEntry? last = null;
        foreach (var entry in entries)
        {
            if (last is null || (entry.Type, entry.Ref, entry.At.Provenance.Actor) != (last.Type, last.Ref, last.At.Provenance.Actor))
                yield return entry;
            last = entry;
        }
    }
}
