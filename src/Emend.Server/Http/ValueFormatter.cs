using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>A value as a problem shows it: short, and never a whole document.</summary>
internal static class ValueFormatter
{
    private const int Max = 40;

    public static string As(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the text \"{Short(TextSanitizer.Of(value) ?? "…")}\"",
        _ => Short(value.GetRawText()),
    };

    public static string Short(string text)
    {
        if (text.Length <= Max) return text;
        var end = char.IsHighSurrogate(text[Max - 1]) ? Max - 1 : Max;
        return text[..end] + "…";
    }
}
