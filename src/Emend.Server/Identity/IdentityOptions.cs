namespace Emend.Server.Identity;

/// <summary>How long what is handed out at sign-in counts.</summary>
internal sealed record IdentityOptions
{
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Counted from the last use: a client that keeps calling stays signed in.</summary>
    public TimeSpan RefreshLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long one key signs.</summary>
    public TimeSpan KeyPeriod { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many wrong passwords in a row one username may have before it has to wait.</summary>
    public int FailuresInARow { get; init; } = 10;

    /// <summary>How long until one more may be tried.</summary>
    public TimeSpan FailureForgottenAfter { get; init; } = TimeSpan.FromSeconds(6);
}
