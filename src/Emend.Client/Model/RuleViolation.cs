namespace Emend.Client;

/// <summary>A row of a condition table that does not hold.</summary>
public sealed record RuleViolation
{
    /// <summary>Its id; its page under docs/rules tells more.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>What it looks at.</summary>
    public RuleKind Kind { get; init; }

    /// <summary>What must hold.</summary>
    public string Condition { get; init => field = value ?? ""; } = "";

    /// <summary>What you can do about it.</summary>
    public string Remedy { get; init => field = value ?? ""; } = "";

    /// <summary>Where in what was sent, as a JSON pointer.</summary>
    public string? Pointer { get; init; }

    /// <summary>The index of the change it speaks of.</summary>
    public int? Change { get; init; }

    /// <summary>Whether it can be passed all the same.</summary>
    public bool Overridable { get; init; }

    /// <summary>What you take upon yourself by naming the row under Accept.</summary>
    public string? Penalty { get; init; }

    /// <summary>The permission that passes it.</summary>
    public string? Permission { get; init; }

    /// <summary>The permissions of which one would do.</summary>
    public IReadOnlyList<string>? AnyOf { get; init; }
}
