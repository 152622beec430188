using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Application.Search;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;

namespace Emend.Server.Api.Native.Search;

/// <summary>A span of time in which a moment lies: from one (inclusive) to another (exclusive).</summary>
/// <param name="fields">The fields of which one has the moment.</param>
internal sealed class TimeRangeClause(params string[] fields) : QueryClause
{
    private readonly FieldOperators[] either = [.. fields.Select(field => new FieldOperators(Ends(field)))];

    public override string Expectation => either[0].Expectation;

    public override void Validate(JsonElement value, ValidationReport report)
    {
        either[0].Validate(value, report);
        if (value.ValueKind is not JsonValueKind.Object || End(value, "from") is not { } from || End(value, "to") is not { } to) return;
        if (to <= from) report.Add("to", IsNotLater(to), LaterThan("from"));
    }

    public override JsonObject ToJsonSchema(SchemaRegistry schemaRegistry) => either[0].ToJsonSchema(schemaRegistry);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        either is [var only] ? only.Read(value, now) : new Criterion.Any([.. either.Select(one => one.Read(value, now))]);

    /// <summary>The operators of a span.</summary>
    public static FieldOperator[] Ends(string field) =>
    [
        FieldOperator.Within("from", field, micros => (micros, long.MaxValue)),
        FieldOperator.Within("to", field, micros => (long.MinValue, micros)),
    ];

    /// <summary>What is wrong with the end of a span that ends before it begins.</summary>
    public static string IsNotLater(DateTimeOffset end) => $"is {Rfc3339.Write(end)}";

    public static string LaterThan(string begin) => $"must be later than {begin}: a span goes up to its end, and does not contain it";

    private static DateTimeOffset? End(JsonElement value, string name) =>
        value.TryGetProperty(name, out var end) && end.ValueKind is JsonValueKind.String && Rfc3339.TryRead(end, out var moment)
            ? moment
            : null;
}
