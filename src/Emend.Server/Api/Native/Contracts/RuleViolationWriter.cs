using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes a rule violation with its remedy.</summary>
internal static class RuleViolationWriter
{
    public static void Write(Utf8JsonWriter json, RuleViolation violation, string? pointer)
    {
        json.WriteString("rule", violation.RuleId);
        json.WriteString("kind", ToName(violation.Kind));
        json.WriteString("condition", violation.Condition);
        json.WriteString("remedy", NativeRules.ToText(violation.Remedy));
        json.WriteText("pointer", pointer);
        if (violation.Change is { } change)
        {
            json.WriteNumber("change", change);
        }

        if (violation.Subject is { } subject)
        {
            json.WriteStartObject("subject");
            json.WriteString("type", NativeRules.ToName(subject.Kind));
            json.WriteString("id", subject.Id);
            json.WriteEndObject();
        }

        json.WriteBoolean("overridable", violation.Override is not null);
        json.WriteText("penalty", violation.Override?.Penalty);
        json.WriteText("permission", violation.Override?.Permission);
        if (!violation.RequiredPermissions.IsEmpty)
        {
            json.WriteTexts("anyOf", violation.RequiredPermissions);
        }
    }

    public static string ToName(RuleKind kind) => kind switch
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
