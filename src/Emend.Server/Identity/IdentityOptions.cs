namespace Emend.Server.Identity;

/// <summary>Options of sign-in and tokens.</summary>
internal sealed record IdentityOptions
{
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Counted from the last use, so active clients stay signed in.</summary>
    public TimeSpan RefreshTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Time after which a new key signs tokens.</summary>
    public TimeSpan SigningKeyRotationInterval { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Number of threads that hash passwords.</summary>
    public int PasswordThreads { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Number of passwords that may wait for a thread.</summary>
    public int PasswordQueueCapacity { get; init; } = 32;

    /// <summary>Number of consecutive failures that locks a username.</summary>
    public int MaxFailedSignIns { get; init; } = 10;

    /// <summary>Duration of a lockout, and time after which failures expire.</summary>
    public TimeSpan LockoutDuration { get; init; } = TimeSpan.FromMinutes(15);
}
