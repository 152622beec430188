using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

internal sealed class ListShape(Shape element, int least, int most) : Shape
{
    public override string Words => least > 0 ? $"a list of {least} to {most}" : $"a list of at most {most}";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Mismatch(value, report);
            return;
        }

        var count = value.GetArrayLength();
        if (count < least || count > most) report.Add($"has {count} entries", $"must be {Words}");
        if (count > most) return;
        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            report.Enter(index++);
            element.Check(entry, report);
            report.Leave();
            if (report.IsFull) return;
        }
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of(
        "array", ("items", element.Describe(schemas)), ("minItems", least > 0 ? least : null), ("maxItems", most));
}

/// <summary>A list of rows that are checked one by one afterwards, since each has its own result.</summary>
internal sealed class RowsShape(Shape row, int most) : Shape
{
    public override string Words => $"a list of at most {most}";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind != JsonValueKind.Array) Mismatch(value, report);
        else if (value.GetArrayLength() is var count && count > most) report.Add($"has {count} entries", $"must be {Words}");
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("array", ("items", row.Describe(schemas)), ("maxItems", most));

    /// <summary>What is wrong with one row of the list.</summary>
    public static ImmutableArray<Problem> Problems(string list, int at, JsonElement row, Shape shape)
    {
        var report = new Report();
        report.Enter(list);
        report.Enter(at);
        shape.Check(row, report);
        return report.Problems;
    }
}

/// <summary>Whatever it is; only what no store could keep is reported.</summary>
internal sealed class FreeShape : Shape
{
    public override string Words => "any value";

    public override void Check(JsonElement value, Report report)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: Texts.Checked(Texts.Of(value), report); break;
            case JsonValueKind.Object: MapShape.CheckMembers(value, this, report); break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var entry in value.EnumerateArray())
                {
                    report.Enter(index++);
                    Check(entry, report);
                    report.Leave();
                }

                break;
            default: break;
        }
    }

    public override JsonObject Describe(Schemas schemas) => [];
}

internal sealed class FreeObjectShape : Shape
{
    public override string Words => "an object";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind == JsonValueKind.Object) MapShape.CheckMembers(value, Anything, report);
        else Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) => Schemas.Of("object", ("additionalProperties", true));
}

internal sealed class MapShape(Shape entry) : Shape
{
    public override string Words => $"an object in which every member is {entry.Words}";

    public override void Check(JsonElement value, Report report)
    {
        if (value.ValueKind == JsonValueKind.Object) CheckMembers(value, entry, report);
        else Mismatch(value, report);
    }

    public override JsonObject Describe(Schemas schemas) =>
        Schemas.Of("object", ("additionalProperties", entry.Describe(schemas)));

    public static void CheckMembers(JsonElement value, Shape entry, Report report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (Texts.Checked(Texts.NameOf(member), report) is not { } name) continue;
            report.Enter(name);
            if (seen.Add(name)) entry.Check(member.Value, report);
            else report.Add("is there twice", "name it once");
            report.Leave();
            if (report.IsFull) return;
        }
    }
}
