using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A policy with every row as it counts.</summary>
internal static class PolicyBody
{
    public static void BuiltIn(Utf8JsonWriter json, Policy policy)
    {
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", true);
        Choices(json, []);
        Tables(json, policy, []);
    }

    public static void Own(Utf8JsonWriter json, KeptVariant kept)
    {
        var variant = kept.Variant;
        json.WriteString("name", variant.Name);
        json.WriteNumber("version", variant.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", variant.Base);
        Written(json, kept);
        if (kept.Removed) json.WriteBoolean("removed", true);
        Choices(json, variant.Rows);
        Tables(json, Variants.Find(variant.Base), variant.Rows.ToDictionary(r => r.Row, StringComparer.Ordinal));
    }

    public static void Version(Utf8JsonWriter json, KeptVariant kept)
    {
        json.WriteNumber("version", kept.Variant.Version);
        Written(json, kept);
        json.WriteString("base", kept.Variant.Base);
        Choices(json, kept.Variant.Rows);
        if (kept.Removed) json.WriteBoolean("removed", true);
    }

    public static void Written(Utf8JsonWriter json, KeptVariant kept)
    {
        json.Moment("at", kept.At);
        json.WriteString("by", kept.By.Value);
    }

    public static void Choices(Utf8JsonWriter json, IEnumerable<RowChoice> choices) =>
        json.Objects("rows", choices, static (row, choice) =>
        {
            row.WriteString("row", choice.Row);
            Stands(row, choice);
        });

    private static void Tables(Utf8JsonWriter json, Policy? policy, Dictionary<string, RowChoice> choices)
    {
        var free = policy is null ? [] : Variants.FreeRows(policy).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        json.WriteStartArray("actions");
        foreach (var table in policy?.Tables ?? []) Table(json, table, choices, free);
        foreach (var table in Variants.Common) Table(json, table, [], []);
        json.WriteEndArray();
    }

    private static void Table(Utf8JsonWriter json, Table table, Dictionary<string, RowChoice> choices, HashSet<string> free)
    {
        json.WriteStartObject();
        json.WriteString("action", table.Action);
        json.WriteBoolean("everyPolicy", Variants.Common.Contains(table));
        json.Objects("rows", table.Rows, (entry, row) =>
        {
            entry.WriteString("row", row.Id);
            entry.WriteString("kind", RefusalBody.KindOf(row.Kind));
            entry.WriteString("looksAt", LooksAt(row.Looks));
            entry.WriteString("condition", row.Condition);
            entry.WriteString("remedy", row.Remedy);
            Stands(entry, choices.GetValueOrDefault(row.Id));
            entry.WriteBoolean("changeable", free.Contains(row.Id));
        });
        json.WriteEndObject();
    }

    private static void Stands(Utf8JsonWriter json, RowChoice choice)
    {
        json.WriteString("stance", States.Of(choice.Stance));
        json.Text("permission", choice.Soft?.Permission);
        json.Text("penalty", choice.Soft?.Penalty);
    }

    private static string LooksAt(Looks looks) => looks switch
    {
        Looks.AtOrder => "order",
        Looks.AtChange => "change",
        Looks.AtResult => "result",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
