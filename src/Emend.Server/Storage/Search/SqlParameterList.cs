using System.Globalization;

namespace Emend.Server.Storage.Search;

/// <summary>Collects the parameter values of a statement while its text is built.</summary>
internal sealed class SqlParameterList(params object?[] values)
{
    private readonly List<object?> _all = [.. values];

    /// <summary>Adds a value. Returns its parameter number.</summary>
    public int AddNumbered(object value)
    {
        _all.Add(value);
        return _all.Count;
    }

    /// <summary>Adds a value. Returns its parameter, such as $2.</summary>
    public string Add(object value) => "$" + AddNumbered(value).ToString(CultureInfo.InvariantCulture);

    public Statement CreateStatement(string sql) => new(sql, [.. _all]);
}
