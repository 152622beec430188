using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Formats values for error messages: JSON values shortened to 40 characters, ids and parameters to 300.</summary>
internal static class ValueFormatter
{
    private const int MaxValue = 40;

    // Longer than every id, reference and path that Emend accepts.
    private const int MaxText = 300;

    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the string \"{Truncate(TextSanitizer.ReadText(value) ?? "…", MaxValue)}\"",
        _ => Truncate(value.GetRawText(), MaxValue),
    };

    /// <summary>
    /// An id, a parameter or a path of the request. A client can find its own id in the message. U+0000 becomes the replacement character,
    /// because many clients cannot read it.
    /// </summary>
    public static string Truncate(string text) => Truncate(text, MaxText);

    private static string Truncate(string text, int max)
    {
        text = text.Replace('\0', '\uFFFD');
        if (text.Length <= max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return text[..end] + "…";
    }
}
