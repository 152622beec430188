using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>A row that does not hold, with the way out.</summary>
internal static class RuleViolationWriter
{
    public static void Write(Utf8JsonWriter json, RuleViolation violation, string? pointer)
    {
        json.WriteString("row", violation.RuleId);
        json.WriteString("kind", KindOf(violation.Kind));
        json.WriteString("condition", violation.Condition);
        json.WriteString("remedy", violation.Remedy);
        json.Text("pointer", pointer);
        if (violation.Change is { } change) json.WriteNumber("change", change);
        json.WriteBoolean("soft", violation.Soft is not null);
        json.Text("penalty", violation.Soft?.Penalty);
        json.Text("permission", violation.Soft?.Permission);
        if (!violation.AnyOf.IsEmpty) json.Texts("anyOf", violation.AnyOf);
    }

    public static string KindOf(RuleKind kind) => kind switch
    {
        RuleKind.Permission => "permission",
        RuleKind.Invariant => "invariant",
        RuleKind.Setting => "setting",
        RuleKind.State => "state",
        RuleKind.Request => "request",
        RuleKind.Stock => "stock",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
