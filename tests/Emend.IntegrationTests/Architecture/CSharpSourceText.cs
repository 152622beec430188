namespace Emend.IntegrationTests.Architecture;

/// <summary>
/// C# text with comments, directives, characters and strings turned into blanks, every line and column kept; what stands in
/// the holes of an interpolated string is code and stays.
/// </summary>
internal sealed class CSharpSourceText
{
    private readonly string text;
    private readonly char[] code;
    private int at;

    private CSharpSourceText(string text)
    {
        this.text = text;
        code = text.ToCharArray();
    }

    public static string CodeOf(string text)
    {
        var reading = new CSharpSourceText(text);
        reading.Code(inHole: false);
        return new string(reading.code);
    }

    private bool Ended => at >= text.Length;

    private void Code(bool inHole)
    {
        for (var open = 0; !Ended;)
        {
            if (inHole && text[at] == '}' && open == 0)
                return;
            open += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (!Blanked())
                at++;
        }
    }

    private bool Blanked()
    {
        if (Sees("//") || (text[at] == '#' && StartsLine()))
            BlankUntil("\n", including: false);
        else if (Sees("/*"))
            BlankUntil("*/", including: true);
        else if (text[at] == '\'')
            Quoted('\'', holeBraces: 0, verbatim: false);
        else if (StringPrefix() is { } prefix)
            String(prefix);
        else
            return false;
        return true;
    }

    private string? StringPrefix()
    {
        var quote = at;
        while (quote < text.Length && text[quote] is '$' or '@')
            quote++;
        return quote < text.Length && text[quote] == '"' ? text[at..quote] : null;
    }

    private void String(string prefix)
    {
        Blank(prefix.Length);
        var quotes = text.AsSpan(at).IndexOfAnyExcept('"') is var run && run < 0 ? text.Length - at : run;
        var dollars = prefix.Count(sign => sign == '$');
        if (quotes >= 3)
            Raw(new string('"', quotes), dollars);
        else
            Quoted('"', holeBraces: dollars, verbatim: prefix.Contains('@', StringComparison.Ordinal));
    }

    private void Quoted(char quote, int holeBraces, bool verbatim)
    {
        Blank(1);
        while (!Ended && text[at] != quote || verbatim && Sees("\"\""))
        {
            if (verbatim && Sees("\"\"") || !verbatim && text[at] == '\\' || holeBraces > 0 && (Sees("{{") || Sees("}}")))
                Blank(2);
            else if (holeBraces > 0 && text[at] == '{')
                Hole(1);
            else
                Blank(1);
        }

        Blank(1);
    }

    private void Raw(string fence, int dollars)
    {
        Blank(fence.Length);
        while (!Ended && !Sees(fence))
        {
            if (dollars > 0 && Sees(new string('{', dollars)))
                Hole(dollars);
            else
                Blank(1);
        }

        Blank(fence.Length);
    }

    private void Hole(int braces)
    {
        Blank(braces);
        Code(inHole: true);
        Blank(braces);
    }

    private bool Sees(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private bool StartsLine() => text.AsSpan(0, at).TrimEnd(' ') is var before && (before.IsEmpty || before[^1] == '\n');

    private void BlankUntil(string end, bool including)
    {
        var found = text.IndexOf(end, at, StringComparison.Ordinal);
        Blank(found < 0 ? text.Length - at : found - at + (including ? end.Length : 0));
    }

    private void Blank(int count)
    {
        for (; count > 0 && !Ended; count--, at++)
            code[at] = text[at] == '\n' ? '\n' : ' ';
    }
}
