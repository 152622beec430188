using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Emend.Server.Http;

/// <summary>Collects the validation errors of one body. Tracks the current path and formats it only for errors.</summary>
internal sealed class ValidationReport
{
    /// <summary>The maximum number of reported errors. Limits the size of error responses.</summary>
    public const int Max = 50;

    private readonly List<(string? Member, int Index)> _path = [];
    private readonly ImmutableArray<ValidationError>.Builder _problems = ImmutableArray.CreateBuilder<ValidationError>();

    public ImmutableArray<ValidationError> Errors => _problems.ToImmutable();

    public bool IsFull => _problems.Count >= Max;

    public void Enter(string member) => _path.Add((member, 0));

    public void Enter(int index) => _path.Add((null, index));

    public void Leave() => _path.RemoveAt(_path.Count - 1);

    public void Add(string detail, string expected)
    {
        if (!IsFull)
        {
            _problems.Add(new(Here(), detail, expected));
        }
    }

    public void Add(string member, string detail, string expected)
    {
        Enter(member);
        Add(detail, expected);
        Leave();
    }

    private string Here()
    {
        var text = new StringBuilder();
        foreach (var (member, index) in _path)
        {
            if (member is null)
            {
                text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else
            {
                text.Append(text.Length == 0 ? "" : ".").Append(member);
            }
        }

        return text.ToString();
    }
}
