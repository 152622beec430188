using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Formats values for error messages, shortened to 40 characters.</summary>
internal static class ValueFormatter
{
    private const int Max = 40;

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the string \"{Truncate(TextSanitizer.ReadText(value) ?? "…")}\"",
        _ => Truncate(value.GetRawText()),
    };

    /// <summary>The first characters of a text. U+0000 becomes the replacement character, because many clients cannot read it.</summary>
    public static string Truncate(string text)
    {
        text = text.Replace('\0', '\uFFFD');
        if (text.Length <= Max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Max - 1]) ? Max - 1 : Max;
        return text[..end] + "…";
    }
}
