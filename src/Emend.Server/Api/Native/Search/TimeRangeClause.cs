using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Search;

/// <summary>A time range: <c>from</c> is inclusive, <c>to</c> is exclusive.</summary>
/// <param name="fields">The fields, one of which contains the time.</param>
internal sealed class TimeRangeClause(params string[] fields) : QueryClause
{
    private readonly FieldOperators[] _fieldOperators = [.. fields.Select(field => new FieldOperators(RangeOperators(field)))];

    public override string Expectation => _fieldOperators[0].Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        _fieldOperators[0].Validate(value, report);
        if (value.ValueKind is not JsonValueKind.Object || ReadEnd(value, "from") is not { } from || ReadEnd(value, "to") is not { } to)
        {
            return;
        }

        if (to <= from)
        {
            report.Add("to", EndDetail(to), EndExpectation("from"));
        }
    }

    public override JsonObject ToJsonSchema(SchemaRegistry registry) => _fieldOperators[0].ToJsonSchema(registry);

    public override Criterion ToCriterion(JsonElement value, DateTimeOffset now) =>
        _fieldOperators is [var only]
            ? only.ToCriterion(value, now)
            : new Criterion.Any([.. _fieldOperators.Select(one => one.ToCriterion(value, now))]);

    /// <summary>The operators <c>from</c> and <c>to</c> of a field.</summary>
    public static FieldOperator[] RangeOperators(string field) =>
    [
        FieldOperator.InRange("from", field, micros => (micros, long.MaxValue)),
        FieldOperator.InRange("to", field, micros => (long.MinValue, micros)),
    ];

    /// <summary>The error detail of a range that ends before it starts.</summary>
    public static string EndDetail(DateTimeOffset end) => $"is {Rfc3339.Write(end)}";

    public static string EndExpectation(string begin) => $"must be later than {begin}; the end of the range is exclusive";

    private static DateTimeOffset? ReadEnd(JsonElement value, string name) =>
        value.TryGetProperty(name, out var end) && end.ValueKind is JsonValueKind.String && Rfc3339.TryRead(end, out var moment)
            ? moment
            : null;
}
