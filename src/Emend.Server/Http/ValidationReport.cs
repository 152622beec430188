using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Emend.Server.Http;

/// <summary>
/// Collects every problem of one body. It knows where the check stands, and spells the path only when something is wrong there.
/// </summary>
internal sealed class ValidationReport
{
    /// <summary>How many problems are told; a body of nonsense must not make an answer of nonsense.</summary>
    public const int Max = 50;

    private readonly List<(string? Member, int Index)> path = [];
    private readonly ImmutableArray<ValidationError>.Builder problems = ImmutableArray.CreateBuilder<ValidationError>();

    public ImmutableArray<ValidationError> Problems => problems.ToImmutable();

    public bool IsFull => problems.Count >= Max;

    public void Enter(string member) => path.Add((member, 0));

    public void Enter(int index) => path.Add((null, index));

    public void Leave() => path.RemoveAt(path.Count - 1);

    public void Add(string detail, string expected)
    {
        if (!IsFull) problems.Add(new(Here(), detail, expected));
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
        foreach (var (member, index) in path)
        {
            if (member is null) text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else text.Append(text.Length == 0 ? "" : ".").Append(member);
        }

        return text.ToString();
    }
}
