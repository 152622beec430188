using System.Globalization;
using System.Text;
using AnyAscii;

namespace Emend.Server.Application.Search;

/// <summary>
/// Canonical forms of texts that people type. Two texts with the same form are the same for searches and for the check of order numbers.
/// The forms are a storage format: index terms and the column tenant_order_key contain them. A change needs a new backfill.
/// </summary>
internal static class SearchText
{
    // A caller gives a number with or without the country code. Eight digits identify a connection in practice.
    private const int SignificantPhoneDigits = 8;

    /// <summary>
    /// The form of names, e-mail addresses and numbers: lower case; without accents; ligatures and ß as separate letters; one space
    /// between words.
    /// </summary>
    public static string Fold(string text) => IsFolded(text) ? text : FoldCharacters(text);

    /// <summary>The form of codes such as postal codes and tracking numbers: <see cref="Fold"/> with letters and digits only.</summary>
    public static string FoldCode(string text) => string.Concat(Fold(text).Where(char.IsLetterOrDigit));

    /// <summary>The form of phone numbers: the last eight digits, so that the country code and a leading zero make no difference.</summary>
    public static string FoldPhone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length > SignificantPhoneDigits ? digits[^SignificantPhoneDigits..] : digits;
    }

    /// <summary>
    /// The form of an order number, which the check for duplicates and the lookups by number compare; null without a number.
    /// </summary>
    public static string? FoldNumber(string? tenantOrderId) => tenantOrderId is null ? null : Fold(tenantOrderId);

    private static bool IsFolded(string text)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or >= '\x7f' or (>= 'A' and <= 'Z') || (c == ' ' && previous == ' '))
            {
                return false;
            }

            previous = c;
        }

        return text.Length == 0 || previous != ' ';
    }

    private static string FoldCharacters(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (folded.Length > 0 && folded[^1] != ' ')
                {
                    folded.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                folded.Append(FoldLetter(rune));
            }
        }

        return folded is [.., ' '] ? folded.ToString(0, folded.Length - 1) : folded.ToString();
    }

    // Transliterates only Latin and Greek letters and their compatibility forms. Other scripts keep their letters: different Chinese
    // characters have the same transliteration.
    private static string FoldLetter(Rune rune) => rune.Value switch
    {
        < 0x400 or (>= 0x1E00 and < 0x2000) or (>= 0x2C60 and < 0x2C80) or (>= 0xA720 and < 0xA800) or (>= 0xFB00 and < 0xFB07)
            or (>= 0xFF01 and < 0xFF5F) => rune.ToString().Transliterate().ToLowerInvariant(),
        _ => FoldCyrillic(Rune.ToLowerInvariant(rune)).ToString(),
    };

    // The Cyrillic letters that have a decomposed form, without their mark.
    private static Rune FoldCyrillic(Rune rune) => rune.Value switch
    {
        'ѐ' or 'ё' => new('е'),
        'ѓ' => new('г'),
        'ї' => new('і'),
        'ќ' => new('к'),
        'ѝ' or 'й' => new('и'),
        'ў' => new('у'),
        _ => rune,
    };
}
