using System.Collections.Immutable;
using System.Globalization;

namespace Emend.Server.Http;

/// <summary>Reads a query string and collects everything that is wrong with it; a parameter that nobody knows is one such thing.</summary>
internal sealed class QueryStringReader(IQueryCollection query)
{
    private const int MaxLength = 1_000;

    private readonly ImmutableArray<ValidationError>.Builder problems = ImmutableArray.CreateBuilder<ValidationError>();
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>What is wrong; to be asked after all parameters were read.</summary>
    public ImmutableArray<ValidationError> Problems
    {
        get
        {
            foreach (var name in query.Keys.Where(n => !known.Contains(n)))
            {
                var meant = NameSuggester.To(name, known);
                var expected = meant is null ? $"known are {string.Join(", ", known)}" : $"did you mean {meant}?";
                problems.Add(new(ValueFormatter.Short(name), "is not a known parameter", expected));
            }

            return problems.DrainToImmutable();
        }
    }

    public string? Text(string name)
    {
        var values = Texts(name);
        if (values.Length > 1) problems.Add(new(name, $"is there {values.Length} times", "name it once"));
        return values.Length == 0 ? null : values[0];
    }

    /// <summary>A parameter that may be repeated.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        known.Add(name);
        var values = query[name].OfType<string>().Where(v => v.Length > 0).ToImmutableArray();
        if (values.All(v => v.Length <= MaxLength && !v.Contains('\0') && !v.Contains('\uFFFD'))) return values;
        problems.Add(new(name, "has characters that are no text, or too many", $"must be a text of at most {MaxLength} characters"));
        return [];
    }

    public int Whole(string name, int usual, int min, int max)
    {
        if (Text(name) is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        problems.Add(new(name, $"is {ValueFormatter.Short(text)}", $"must be a whole number from {min} to {max}"));
        return usual;
    }

    /// <summary>Values out of a few, repeated or not.</summary>
    public ImmutableArray<T> Choices<T>(string name, Func<string, T?> of, Func<T, string> nameOf)
        where T : struct, Enum
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var text in Texts(name))
        {
            if (of(text) is { } value) found.Add(value);
            else Add(name, $"is {ValueFormatter.Short(text)}", $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(nameOf))}");
        }

        return found.ToImmutable();
    }

    public void Add(string name, string detail, string expected) => problems.Add(new(name, detail, expected));
}
