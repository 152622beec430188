using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Server.Desk.Finding;
using Emend.Server.Http;
using Emend.Server.Http.Searching;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>A span of time in which a moment lies: from one (inclusive) to another (exclusive).</summary>
/// <param name="fields">The fields of which one has the moment.</param>
internal sealed class Span(params string[] fields) : Clause
{
    private readonly Operators[] either = [.. fields.Select(field => new Operators(Ends(field)))];

    public override string Words => either[0].Words;

    public override void Check(JsonElement value, Report report)
    {
        either[0].Check(value, report);
        if (value.ValueKind is not JsonValueKind.Object || End(value, "from") is not { } from || End(value, "to") is not { } to) return;
        if (to <= from) report.Add("to", IsNotLater(to), LaterThan("from"));
    }

    public override JsonObject Describe(Schemas schemas) => either[0].Describe(schemas);

    public override Criterion Read(JsonElement value, DateTimeOffset now) =>
        either is [var only] ? only.Read(value, now) : new Criterion.Any([.. either.Select(one => one.Read(value, now))]);

    /// <summary>The operators of a span.</summary>
    public static Operator[] Ends(string field) =>
    [
        Operator.Within("from", field, micros => (micros, long.MaxValue)),
        Operator.Within("to", field, micros => (long.MinValue, micros)),
    ];

    /// <summary>What is wrong with the end of a span that ends before it begins.</summary>
    public static string IsNotLater(DateTimeOffset end) => $"is {Moments.Write(end)}";

    public static string LaterThan(string begin) => $"must be later than {begin}: a span goes up to its end, and does not contain it";

    private static DateTimeOffset? End(JsonElement value, string name) =>
        value.TryGetProperty(name, out var end) && end.ValueKind is JsonValueKind.String && Moments.TryRead(end, out var moment)
            ? moment
            : null;
}
