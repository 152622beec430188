using System.Globalization;

namespace Emend.Server.Storage.Search;

/// <summary>The values of a statement, in the order in which its text names them.</summary>
internal sealed class SqlParameterList(params object?[] values)
{
    private readonly List<object?> all = [.. values];

    /// <summary>The place of a new value.</summary>
    public int Place(object value)
    {
        all.Add(value);
        return all.Count;
    }

    /// <summary>A new value as the text names it.</summary>
    public string Add(object value) => "$" + Place(value).ToString(CultureInfo.InvariantCulture);

    public Statement Of(string sql) => new(sql, [.. all]);
}
