namespace Emend.Client;

/// <summary>A key for a program, without its secret.</summary>
public sealed record Credential
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it may.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it counts; null where without end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the quarter of an hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A key for a program with its secret, which is told this once.</summary>
public sealed record IssuedCredential
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>What it may.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it counts; null where without end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, to the quarter of an hour.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>What to send as X-Api-Key.</summary>
    public string Secret { get; init => field = value ?? ""; } = "";
}

/// <summary>A key to be made.</summary>
public sealed record NewCredential
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it may.</summary>
    public required IReadOnlyList<AssignedRole> Roles { get; init; }

    /// <summary>Until when it counts; without end where nothing is said.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A role that somebody has.</summary>
public sealed record AssignedRole
{
    /// <summary>Its name.</summary>
    public required string Role { get; init; }

    /// <summary>Where it counts; everywhere where nothing is said.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }
}

/// <summary>Whether a user is let in.</summary>
public sealed record User
{
    /// <summary>Their id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts changes.</summary>
    public long Version { get; init; }

    /// <summary>What they sign in with.</summary>
    public string Username { get; init => field = value ?? ""; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Whether they are let in.</summary>
    public bool Active { get; init; }

    /// <summary>What they may.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];
}

/// <summary>Who changed whom.</summary>
public sealed record AuditEntry
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who did it.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>What was done.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>To whom or what.</summary>
    public Actor Target { get; init => field = value ?? new(); } = new();
}
