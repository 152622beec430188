using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Texts that can be stored: whole characters, and no U+0000, which one of the databases cannot hold.</summary>
internal static class TextSanitizer
{
    /// <summary>The text, or null where an escape in it stands for half a character.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The member's name, or null where an escape in it stands for half a character.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text if it can be stored; else it is reported.</summary>
    public static string? Checked(string? text, ValidationReport report)
    {
        if (text is null) report.Add("has an escape that stands for half a character", "must be whole characters");
        else if (text.Contains('\0')) report.Add("contains the character U+0000", "must be without it");
        else return text;
        return null;
    }
}
