using System.Collections.Immutable;
using System.Globalization;

namespace Emend.Server.Http;

/// <summary>Reads a query string and collects all validation errors, including unknown parameters.</summary>
internal sealed class QueryStringReader(IQueryCollection query)
{
    private const int MaxLength = 1_000;

    private readonly ImmutableArray<ValidationError>.Builder _problems = ImmutableArray.CreateBuilder<ValidationError>();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>All validation errors. Read this after all parameters: parameters that were not read are unknown.</summary>
    public ImmutableArray<ValidationError> Errors
    {
        get
        {
            foreach (var name in query.Keys.Where(n => !_known.Contains(n)))
            {
                var meant = NameSuggester.Suggest(name, _known);
                var expected = meant is null ? $"must be one of {string.Join(", ", _known)}" : $"did you mean {meant}?";
                _problems.Add(new(ValueFormatter.Truncate(name), "is not a known parameter", expected));
            }

            return _problems.DrainToImmutable();
        }
    }

    /// <summary>Whether the query has the parameter, with or without a value.</summary>
    public bool Has(string name) => query.ContainsKey(name);

    /// <summary>The value; null if the parameter is absent. An empty value is an error: it would filter nothing.</summary>
    public string? ReadText(string name)
    {
        var values = ReadTexts(name);
        if (values.Length > 1)
        {
            _problems.Add(new(name, $"occurs {values.Length} times", "must occur once"));
        }

        return values.Length == 0 ? null : values[0];
    }

    /// <summary>The values of a parameter that may be repeated. An empty value is an error.</summary>
    public ImmutableArray<string> ReadTexts(string name)
    {
        _known.Add(name);
        var values = query[name].OfType<string>().ToImmutableArray();
        if (values.Contains(""))
        {
            _problems.Add(new(name, "is empty", "must have a value, or must be omitted"));
            return [];
        }

        if (values.All(v => v.Length <= MaxLength && !v.Contains('\0') && !v.Contains('\uFFFD')))
        {
            return values;
        }

        _problems.Add(new(name, "has invalid characters or is too long", $"must be a string of at most {MaxLength} valid characters"));
        return [];
    }

    public int ReadInteger(string name, int defaultValue, int min, int max)
    {
        if (ReadText(name) is not { } text)
        {
            return defaultValue;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        _problems.Add(new(name, $"is {ValueFormatter.Truncate(text)}", $"must be a whole number from {min} to {max}"));
        return defaultValue;
    }

    /// <summary>A parameter that may be repeated, or have several values that are separated by commas.</summary>
    public ImmutableArray<string> ReadList(string name) =>
        [.. ReadTexts(name).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public bool? ReadBoolean(string name)
    {
        var text = ReadText(name);
        if (text is null or "true" or "false")
        {
            return text is null ? null : text == "true";
        }

        _problems.Add(new(name, $"is {ValueFormatter.Truncate(text)}", "must be true or false"));
        return null;
    }

    /// <summary>A time with a time zone.</summary>
    public DateTimeOffset? ReadTime(string name)
    {
        if (ReadText(name) is not { } text)
        {
            return null;
        }

        if (Rfc3339.TryRead(text, out var time))
        {
            return time;
        }

        _problems.Add(new(name, $"is {ValueFormatter.Truncate(text)}", $"must be {JsonSchema.Timestamp.Expectation}"));
        return null;
    }

    /// <summary>An enumeration parameter that may be repeated, or have several values that are separated by commas.</summary>
    public ImmutableArray<T> ReadEnums<T>(string name, Func<string, T?> of, Func<T, string> nameOf)
        where T : struct, Enum
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var text in ReadList(name))
        {
            if (of(text) is { } value)
            {
                found.Add(value);
            }
            else
            {
                AddError(
                name, $"is {ValueFormatter.Truncate(text)}", $"must be one of {string.Join(", ", Enum.GetValues<T>().Select(nameOf))}");
            }
        }

        return found.ToImmutable();
    }

    public void AddError(string name, string detail, string expected) => _problems.Add(new(name, detail, expected));
}
