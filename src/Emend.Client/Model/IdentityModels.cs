namespace Emend.Client;

/// <summary>A credential (API key) without its secret.</summary>
public sealed record Credential
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The assigned roles.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];

    /// <summary>The creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The expiry time; null if the credential does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time of the last use, with a precision of 15 minutes; null if it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>A credential (API key) with its secret. The server returns the secret only once.</summary>
public sealed record IssuedCredential
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The assigned roles.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];

    /// <summary>The creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The expiry time; null if the credential does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The time of the last use, with a precision of 15 minutes; null if it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The secret; send it in the <c>X-Api-Key</c> header.</summary>
    public string Secret { get; init => field = value ?? ""; } = "";
}

/// <summary>A credential to create.</summary>
public sealed record NewCredential
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The assigned roles.</summary>
    public required IReadOnlyList<AssignedRole> Roles { get; init; }

    /// <summary>The expiry time; null for no expiry.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A role of a user or credential.</summary>
public sealed record AssignedRole
{
    /// <summary>The name of the role.</summary>
    public required string Role { get; init; }

    /// <summary>The facilities to which the role is limited; null for all facilities.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }
}

/// <summary>A user.</summary>
public sealed record User
{
    /// <summary>The user id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The user name for sign-in.</summary>
    public string Username { get; init => field = value ?? ""; } = "";

    /// <summary>The display name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>True if the user can sign in.</summary>
    public bool Active { get; init; }

    /// <summary>The assigned roles.</summary>
    public IReadOnlyList<AssignedRole> Roles { get; init => field = value ?? []; } = [];
}

/// <summary>An entry of the audit log.</summary>
public sealed record AuditEntry
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The time of the action.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>The actor.</summary>
    public Actor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>The name of the action.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    /// <summary>The user, role or credential that was changed.</summary>
    public Actor Target { get; init => field = value ?? new(); } = new();
}
