using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>A row that does not hold, with the way out.</summary>
internal static class RefusalBody
{
    public static void Write(Utf8JsonWriter json, Refusal refusal, string? pointer)
    {
        json.WriteString("row", refusal.Row);
        json.WriteString("kind", KindOf(refusal.Kind));
        json.WriteString("condition", refusal.Condition);
        json.WriteString("remedy", refusal.Remedy);
        json.Text("pointer", pointer);
        if (refusal.Change is { } change) json.WriteNumber("change", change);
        json.WriteBoolean("soft", refusal.Soft is not null);
        json.Text("penalty", refusal.Soft?.Penalty);
        json.Text("permission", refusal.Soft?.Permission);
        if (!refusal.AnyOf.IsEmpty) json.Texts("anyOf", refusal.AnyOf);
    }

    public static string KindOf(RowKind kind) => kind switch
    {
        RowKind.Permission => "permission",
        RowKind.Invariant => "invariant",
        RowKind.Setting => "setting",
        RowKind.State => "state",
        RowKind.Request => "request",
        RowKind.Stock => "stock",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
