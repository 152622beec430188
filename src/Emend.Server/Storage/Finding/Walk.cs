using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Storage.Finding;

/// <summary>The statements of one search over one source.</summary>
internal sealed class Walk(Dialect dialect, TenantId tenant, Source source, Search search)
{
    private readonly Reach reach = Reach.Of(tenant, source, search.Where);
    private readonly string[] keys = source.Sortings[search.Sort.By];

    private bool Down => search.Sort.Descending != search.Backward;

    private bool ByDate => search.Sort.By == Sorting.Date;

    public Reach Reach => reach;

    /// <summary>Whether a span of time has to be cut out first, since the sorting does not follow it.</summary>
    public bool SpanApart => reach.IsSpan && !ByDate;

    /// <summary>The first that meet the condition, of so many rows from a place on.</summary>
    public Statement First(Position? from, int most, int wanted)
    {
        var parameters = new Parameters(tenant.Value);
        var rows = Rows(parameters, from, most);
        // The rows come as the inner query sorts them; to sort them again would make SQLite look at all before it gives one.
        var sql = $"SELECT {Keys} FROM ({rows}) s{Where(parameters)} LIMIT {parameters.Add((long)wanted)}";
        return parameters.Of(sql);
    }

    /// <summary>How many rows there are among so many, and how many of them have each cover.</summary>
    public Statement Sample(Position? from, int most)
    {
        var parameters = new Parameters(tenant.Value);
        var rows = Rows(parameters, from, most);
        var sums = reach.Covers.Select(
            cover => $", coalesce(sum(CASE WHEN {dialect.HasTerm(parameters.Place(cover.Terms))} THEN 1 ELSE 0 END), 0)");
        return parameters.Of($"SELECT count(*){string.Concat(sums)} FROM ({rows}) s");
    }

    /// <summary>The last of so many rows; none where there are fewer.</summary>
    public Statement Last(Position? from, int most)
    {
        var parameters = new Parameters(tenant.Value);
        return parameters.Of(
            $"SELECT {Keys} FROM {source.Table} WHERE {Base(parameters, from)} ORDER BY {Sorted} LIMIT 1 OFFSET {Number(most - 1)}");
    }

    /// <summary>All that meet the condition and have a cover, or lie in the span, sorted; beside each how many, up to a bound.</summary>
    public Statement Driven(Cover? cover, Position? from, int most, int wanted)
    {
        var parameters = new Parameters(tenant.Value);
        var table = Table(cover, parameters);
        var condition = new Sieve(dialect, tenant, source, parameters).Of(search.Where);
        var hits = $"SELECT {Keys} FROM {table} WHERE {Base(parameters, from)}{(condition is null ? "" : $" AND {condition}")} "
            + $"LIMIT {Number(most)}";
        return parameters.Of(
            $"WITH hits AS MATERIALIZED ({hits}) "
            + $"SELECT {Keys}, (SELECT count(*) FROM hits) FROM hits s ORDER BY {Sorted} LIMIT {parameters.Add((long)wanted)}");
    }

    /// <summary>How many meet the condition among so many rows, or among all that have a cover; and how many were looked at.</summary>
    public Statement Count(Cover? cover, int? most)
    {
        var parameters = new Parameters(tenant.Value);
        var table = Table(cover, parameters);
        var limit = most is { } bound ? $" LIMIT {Number(bound)}" : "";
        var rows = $"SELECT {Columns} FROM {table} WHERE {Base(parameters, null)}{limit}";
        var condition = new Sieve(dialect, tenant, source, parameters).Of(search.Where);
        return parameters.Of(
            condition is null
                ? $"SELECT count(*), count(*) FROM ({rows}) s"
                : $"SELECT coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0), count(*) FROM ({rows}) s");
    }

    public Position PositionOf(Rows row) => new([.. keys.Select((key, at) => Source.IsMoment(key) ? (object)row.Long(at) : row.Text(at))]);

    private string Keys => string.Join(", ", keys);

    private string Sorted => string.Join(", ", keys.Select(key => Down ? key + " DESC" : key));

    // What the condition looks at, and nothing wider.
    private string Columns => string.Join(
        ", ", keys.Concat(source.Columns.Values).Concat(source.HasTerms ? [dialect.TermsColumn] : []).Distinct());

    private string Table(Cover? cover, Parameters parameters) => cover is null
        ? source.Table
        : dialect.FromTerms(
            parameters.Place(cover.Terms),
            [.. reach.Covers.Where(other => other != cover).Select(other => parameters.Place(other.Terms))]);

    private string Rows(Parameters parameters, Position? from, int most) =>
        $"SELECT {Columns} FROM {source.Table} WHERE {Base(parameters, from)} ORDER BY {Sorted} LIMIT {Number(most)}";

    private string Base(Parameters parameters, Position? from)
    {
        var conditions = new List<string> { source.Where };
        if (reach.From != long.MinValue) conditions.Add($"{source.Date} >= {parameters.Add(reach.From)}");
        if (reach.Before != long.MaxValue) conditions.Add($"{source.Date} < {parameters.Add(reach.Before)}");
        if (from is not null)
            conditions.Add($"({Keys}) {(Down ? '<' : '>')} ({string.Join(", ", from.Values.Select(parameters.Add))})");
        return string.Join(" AND ", conditions);
    }

    private string Where(Parameters parameters) =>
        new Sieve(dialect, tenant, source, parameters).Of(search.Where) is { } condition ? $" WHERE {condition}" : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
