namespace Emend.Client;

/// <summary>A violated rule.</summary>
public sealed record RuleViolation
{
    /// <summary>The rule id. docs/rules documents each rule.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The kind of the rule.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>The condition that must be true.</summary>
    public string Condition { get; init => field = value ?? ""; } = "";

    /// <summary>How to resolve the violation.</summary>
    public string Remedy { get; init => field = value ?? ""; } = "";

    /// <summary>The JSON pointer of the affected request member; null if there is none.</summary>
    public string? Pointer { get; init; }

    /// <summary>The index of the affected change; null if there is none.</summary>
    public int? Change { get; init; }

    /// <summary>What the violation is about; null if it is about the order.</summary>
    public ViolationSubject? Subject { get; init; }

    /// <summary>True if the rule can be overridden.</summary>
    public bool Overridable { get; init; }

    /// <summary>The penalty to accept in <see cref="ModificationOptions.AcceptPenalties"/>; null if there is none.</summary>
    public string? Penalty { get; init; }

    /// <summary>The permission that allows the override; null if there is none.</summary>
    public string? Permission { get; init; }

    /// <summary>For a permission rule: the permissions of which the caller needs one.</summary>
    public IReadOnlyList<string>? AnyOf { get; init; }
}
