using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;

namespace Emend.Core.Tests.Properties;

/// <summary>Prints a value completely, so that equal values have equal texts. Record equality does not compare array contents.</summary>
internal static class ValuePrinter
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();

    public static string Print(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append('-');
                break;
            case string or IFormattable:
                text.Append(value is DateTimeOffset time ? time.ToString("O") : value);
                break;
            case IDictionary map:
                text.AppendJoin(',', map.Keys.Cast<object>().Select(k => $"{Print(k)}={Print(map[k])}").Order(StringComparer.Ordinal));
                break;
            case IEnumerable when value.GetType().GetProperty("IsDefault")?.GetValue(value) is true:
                text.Append('-');
                break;
            case IEnumerable many:
                text.Append('[').AppendJoin(',', many.Cast<object?>().Select(Print)).Append(']');
                break;
            default:
                WriteMembers(text, value);
                break;
        }
    }

    private static void WriteMembers(StringBuilder text, object value)
    {
        var members = Members.GetOrAdd(value.GetType(), t =>
            [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)]);
        if (members.Length == 0)
        {
            text.Append(value.GetType() is { IsPrimitive: true } ? value : value.GetType().Name);
            return;
        }
        text.Append(value.GetType().Name).Append('{');
        foreach (var member in members)
        {
            text.Append(member.Name).Append(':');
            Write(text, member.GetValue(value));
            text.Append(' ');
        }
        text.Append('}');
    }
}
