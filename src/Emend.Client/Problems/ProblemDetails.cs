using System.Text.Json;

namespace Emend.Client;

/// <summary>What Emend says went wrong (RFC 9457): everything at once.</summary>
public sealed record Problem
{
    /// <summary>Its type, which is stable: docs/api/problems.md tells each.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The same for every problem of the type, or nearly.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>The status code.</summary>
    public int Status { get; init; }

    /// <summary>What happened this time, and what would be right.</summary>
    public string? Detail { get; init; }

    /// <summary>Everything that is wrong with what was sent.</summary>
    public IReadOnlyList<ValidationError> Errors { get; init => field = value ?? []; } = [];

    /// <summary>Every row that does not hold.</summary>
    public IReadOnlyList<RuleViolation> Refusals { get; init => field = value ?? []; } = [];

    /// <summary>The revision or version now.</summary>
    public long? Current { get; init; }

    /// <summary>The one the request named.</summary>
    public long? Expected { get; init; }

    /// <summary>The fields asked for that somebody else changed.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init => field = value ?? []; } = [];

    /// <summary>What is known instead.</summary>
    public IReadOnlyList<string> KnownPolicies { get; init => field = value ?? []; } = [];

    /// <summary>The permission that is missing.</summary>
    public string? Permission { get; init; }

    /// <summary>The faces to which a policy is assigned; <c>default</c> stands for the default.</summary>
    public IReadOnlyList<string> AssignedTo { get; init => field = value ?? []; } = [];

    /// <summary>What the preview promised.</summary>
    public Quote? Quoted { get; init; }

    /// <summary>What it would be now.</summary>
    public Quote? Actual { get; init; }

    /// <summary>What of the promise is not kept.</summary>
    public IReadOnlyList<QuoteDeviation> Deviations { get; init => field = value ?? []; } = [];

    /// <summary>What would be done now.</summary>
    public ModificationResult? Result { get; init; }

    /// <summary>The end of its type, such as <c>stale</c>.</summary>
    public string Code() => Type[(Type.LastIndexOf('/') + 1)..];
}

/// <summary>Something that is wrong with what was sent.</summary>
public sealed record ValidationError
{
    /// <summary>Where in the body, as a JSON pointer; the name of a parameter or header likewise.</summary>
    public string Pointer { get; init => field = value ?? ""; } = "";

    /// <summary>What is wrong.</summary>
    public string Detail { get; init => field = value ?? ""; } = "";

    /// <summary>What would be right.</summary>
    public string Expected { get; init => field = value ?? ""; } = "";
}

/// <summary>A field asked for that somebody else changed.</summary>
public sealed record FieldConflict
{
    /// <summary>A JSON pointer to it.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>The same for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>What it was in the revision you saw.</summary>
    public JsonElement? Base { get; init; }

    /// <summary>What it is now.</summary>
    public JsonElement? Current { get; init; }

    /// <summary>What you asked for.</summary>
    public JsonElement? Requested { get; init; }
}
