using System.Text.RegularExpressions;

namespace Emend.IntegrationTests.Architecture;

/// <summary>A type, or a member of one, as found in the text by its brackets: enough to measure, not to compile.</summary>
internal sealed partial record SourceMember(string Header, int Line, int Lines, bool IsType)
{
    /// <summary>Holds a value instead of doing something; its length is that of the data.</summary>
    private bool IsData => Assignment().IsMatch(Header);

    public bool IsRecord => IsType && RecordKeyword().IsMatch(Header);

    public bool IsFunction => !IsType && !IsData;

    public int Parameters => IsData ? 0 : CountParameters(Header);

    /// <summary>A function called as its type: it and a primary constructor take what the type depends on.</summary>
    public bool IsConstructor => IsFunction && ConstructorHeader().IsMatch(Header);

    public static IEnumerable<SourceMember> Of(string text)
    {
        var code = CSharpSourceText.CodeOf(text);
        return Within(code, 0, code.Length);
    }

    private static IEnumerable<SourceMember> Within(string code, int start, int end)
    {
        while ((start = SkipBlank(code, start, end)) < end)
        {
            var (header, body, stop) = Next(code, start, end);
            var isType = TypeHeader().IsMatch(header);
            if (!Preamble().IsMatch(header))
                yield return new(header, Count(code, 0, start) + 1, Count(code, start, stop) + 1, isType);
            if (isType && body is var (from, to))
            {
                foreach (var inner in Within(code, from, to))
                    yield return inner;
            }

            start = stop;
        }
    }

    private static (string Header, (int From, int To)? Body, int Stop) Next(string code, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (code[at] is '(' or '[')
                at = Matching(code, at, end);
            else if (code[at] == ';')
                return (HeaderOf(code, start, at), null, at + 1);
            else if (code[at] == '{')
            {
                var close = Matching(code, at, end);
                var next = SkipBlank(code, close + 1, end);
                var isExpression = Assignment().IsMatch(HeaderOf(code, start, at)) || Arrow().IsMatch(HeaderOf(code, start, at));
                if (!isExpression && !(next < end && code[next] is '=' or ';'))
                    return (HeaderOf(code, start, at), (at + 1, close), close + 1);
                at = close;
            }
        }

        return (HeaderOf(code, start, end), null, end);
    }

    private static int Matching(string code, int open, int end)
    {
        var depth = 0;
        for (var at = open; at < end; at++)
        {
            depth += code[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth == 0)
                return at;
        }

        return end - 1;
    }

    /// <summary>What is written before the body, without the attributes.</summary>
    private static string HeaderOf(string code, int start, int end)
    {
        while (start < end && code[start] == '[')
            start = SkipBlank(code, Matching(code, start, end) + 1, end);
        return code[start..end].Trim();
    }

    private static int CountParameters(string header)
    {
        if (ParameterList().Match(header) is not { Success: true } list)
            return 0;
        var open = list.Index + list.Length - 1;
        var inside = header[(open + 1)..Matching(header, open, header.Length)];
        var depth = 0;
        return string.IsNullOrWhiteSpace(inside) ? 0 : 1 + inside.Count(sign =>
        {
            depth += sign switch { '(' or '[' or '{' or '<' => 1, ')' or ']' or '}' or '>' => -1, _ => 0 };
            return sign == ',' && depth == 0;
        });
    }

    private static int SkipBlank(string code, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(code[at]))
            at++;
        return at;
    }

    private static int Count(string code, int from, int to) => code.AsSpan(from, to - from).Count('\n');

    [GeneratedRegex(@"^([\w\s]*\s)?(class|struct|interface|enum|record|namespace)\s+\w|^extension\b")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"^([\w\s]*\s)?record\s+\w")]
    private static partial Regex RecordKeyword();

    [GeneratedRegex(@"^(global\s+)?using\b|^namespace\b|^\}?$")]
    private static partial Regex Preamble();

    [GeneratedRegex(@"^[^(=]*[^(=<>!]=(?![=>])")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"=>")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"[\w>]\(")]
    private static partial Regex ParameterList();

    [GeneratedRegex(@"^((public|internal|private|protected)\s+)+\w+\(")]
    private static partial Regex ConstructorHeader();
}
