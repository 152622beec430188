namespace Emend.Server.Identity;

/// <summary>How long what is handed out at sign-in counts.</summary>
internal sealed record IdentityOptions
{
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Counted from the last use: a client that keeps calling stays signed in.</summary>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long one key signs.</summary>
    public TimeSpan SigningKeyRotationInterval { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The wrong password in a row that locks a username.</summary>
    public int MaxFailedSignIns { get; init; } = 10;

    /// <summary>How long it stays locked, and how long failures are remembered.</summary>
    public TimeSpan LockoutDuration { get; init; } = TimeSpan.FromMinutes(15);
}
