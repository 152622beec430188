using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>A value as a problem shows it: short, and never a whole document.</summary>
internal static class Shown
{
    private const int Most = 40;

    public static string As(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the text \"{Short(Texts.Of(value) ?? "…")}\"",
        _ => Short(value.GetRawText()),
    };

    public static string Short(string text)
    {
        if (text.Length <= Most) return text;
        var end = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return text[..end] + "…";
    }
}
