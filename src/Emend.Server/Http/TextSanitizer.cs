using System.Text.Json;

namespace Emend.Server.Http;

/// <summary>Checks that text can be stored: valid Unicode without U+0000, which PostgreSQL cannot store.</summary>
internal static class TextSanitizer
{
    /// <summary>Returns the string, or null if it contains an unpaired surrogate.</summary>
    public static string? ReadText(JsonElement value)
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

    /// <summary>
    /// Reports every object with a member name that contains an unpaired surrogate. A lookup of any member of such an object fails, so
    /// no code may read the object.
    /// </summary>
    public static void ValidateNames(JsonElement value, ValidationReport report)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    if (ReadName(member) is { } name)
                    {
                        report.Enter(name);
                        ValidateNames(member.Value, report);
                        report.Leave();
                    }
                    else
                    {
                        report.Add("has a member name with an unpaired Unicode surrogate", "must be valid Unicode");
                    }
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, entry) in value.EnumerateArray().Index())
                {
                    report.Enter(index);
                    ValidateNames(entry, report);
                    report.Leave();
                }

                break;
            default: break;
        }
    }

    private static string? ReadName(JsonProperty member)
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

    /// <summary>Returns the text if it can be stored. Otherwise reports an error and returns null.</summary>
    public static string? Validate(string? text, ValidationReport report)
    {
        if (text is null)
        {
            report.Add("contains an unpaired Unicode surrogate", "must be valid Unicode");
        }
        else if (text.Contains('\0'))
        {
            report.Add("contains the character U+0000", "must not contain it");
        }
        else
        {
            return text;
        }

        return null;
    }
}
