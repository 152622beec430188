using System.Diagnostics.CodeAnalysis;

namespace Emend.Client;

/// <summary>The request failed. Subclasses describe the reason.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the client creates it, from an error response.")]
public class EmendException : Exception
{
    internal EmendException(ProblemDetails problem, Exception? inner = null)
        : base(FormatMessage(problem), inner) => Problem = problem;

    /// <summary>The problem document of the response.</summary>
    public ProblemDetails Problem { get; }

    /// <summary>The tail of the problem type, such as <c>version-conflict</c>; empty without a response.</summary>
    /// <remarks>docs/api/problems.md documents each type.</remarks>
    public string Code => Problem.GetCode();

    /// <summary>The HTTP status code; 0 without a response.</summary>
    public int Status => Problem.Status;

    private static string FormatMessage(ProblemDetails problem) =>
        string.Join(' ', GetMessageParts(problem).Where(part => part is { Length: > 0 }));

    private static IEnumerable<string?> GetMessageParts(ProblemDetails problem) =>
    [
        problem.Title,
        problem.Detail,
        .. problem.Violations.Select(violation => $"{violation.Rule}: {violation.Remedy}"),
    ];
}
