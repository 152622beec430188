using System.Diagnostics.CodeAnalysis;

namespace Emend.Client;

/// <summary>Emend did not do, or could not tell, what was asked. Its kinds say why.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is made from what the service answered, and by nobody else.")]
public class EmendException : Exception
{
    internal EmendException(Problem problem, Exception? inner = null)
        : base(Write(problem), inner) => Problem = problem;

    /// <summary>What the service said.</summary>
    public Problem Problem { get; }

    /// <summary>The kind of problem, such as <c>stale</c>: docs/api/problems.md tells each. Empty where nothing was answered.</summary>
    public string Code => Problem.Code();

    /// <summary>The status code; 0 where nothing was answered.</summary>
    public int Status => Problem.Status;

    private static string Write(Problem problem) => string.Join(' ', Parts(problem).Where(part => part is { Length: > 0 }));

    private static IEnumerable<string?> Parts(Problem problem) =>
    [
        problem.Title,
        problem.Detail,
        .. problem.Refusals.Select(violation => $"{violation.Rule}: {violation.Remedy}"),
    ];
}
