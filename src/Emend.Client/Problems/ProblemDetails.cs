using System.Text.Json;

namespace Emend.Client;

/// <summary>A problem document (RFC 9457). It lists all errors at once.</summary>
public sealed record ProblemDetails
{
    /// <summary>The problem type. It is stable; docs/api/problems.md documents each type.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The title, usually the same for all problems of a type.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>The HTTP status code.</summary>
    public int Status { get; init; }

    /// <summary>A description of this occurrence and how to fix it.</summary>
    public string? Detail { get; init; }

    /// <summary>The validation errors of the request.</summary>
    public IReadOnlyList<ValidationError> Errors { get; init => field = value ?? []; } = [];

    /// <summary>The violated rules.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>The current revision or version.</summary>
    public long? Current { get; init; }

    /// <summary>The revision or version that the request expects.</summary>
    public long? Expected { get; init; }

    /// <summary>The requested fields that another request changed.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init => field = value ?? []; } = [];

    /// <summary>The names of the existing actions, if the request names an unknown one.</summary>
    public IReadOnlyList<string> KnownActions { get; init => field = value ?? []; } = [];

    /// <summary>The names of the existing policies, if the request names an unknown one.</summary>
    public IReadOnlyList<string> KnownPolicies { get; init => field = value ?? []; } = [];

    /// <summary>The event cursor from which to continue after the restore of a backup.</summary>
    public string? Cursor { get; init; }

    /// <summary>The missing permission.</summary>
    public string? Permission { get; init; }

    /// <summary>The APIs to which the policy is assigned; <c>default</c> is the default policy.</summary>
    public IReadOnlyList<string> AssignedTo { get; init => field = value ?? []; } = [];

    /// <summary>The quoted result of the preview.</summary>
    public Quote? Quoted { get; init; }

    /// <summary>The current result.</summary>
    public Quote? Actual { get; init; }

    /// <summary>The deviations from the quote.</summary>
    public IReadOnlyList<QuoteDeviation> Deviations { get; init => field = value ?? []; } = [];

    /// <summary>The result of the request in the current state.</summary>
    public ModificationResult? Result { get; init; }

    /// <summary>Returns the tail of the type, such as <c>version-conflict</c>.</summary>
    public string GetCode() => Type[(Type.LastIndexOf('/') + 1)..];
}

/// <summary>A validation error of a request.</summary>
public sealed record ValidationError
{
    /// <summary>The JSON pointer of the invalid body member. For a parameter or header: its name, in the same form.</summary>
    public string Pointer { get; init => field = value ?? ""; } = "";

    /// <summary>The error.</summary>
    public string Detail { get; init => field = value ?? ""; } = "";

    /// <summary>What would be valid.</summary>
    public string Expected { get; init => field = value ?? ""; } = "";
}

/// <summary>A requested field that another request changed.</summary>
public sealed record FieldConflict
{
    /// <summary>The JSON pointer of the field.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>A description for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The value in the base revision.</summary>
    public JsonElement? Base { get; init; }

    /// <summary>The current value.</summary>
    public JsonElement? Current { get; init; }

    /// <summary>The requested value.</summary>
    public JsonElement? Requested { get; init; }
}
