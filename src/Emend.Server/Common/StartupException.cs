namespace Emend.Server.Common;

/// <summary>Exit codes of the process. They are documented in docs/configuration.md and never change.</summary>
internal enum ExitCode
{
    /// <summary>Ended by a signal, after all active requests.</summary>
    Stopped = 0,

    /// <summary>An unexpected failure.</summary>
    Failed = 1,

    /// <summary>An unknown or invalid configuration key or option.</summary>
    InvalidConfiguration = 2,

    /// <summary>The database cannot be reached, opened or written.</summary>
    DatabaseUnavailable = 3,

    /// <summary>An address to listen on is in use or not allowed.</summary>
    AddressUnavailable = 4,

    /// <summary>A newer version has migrated the database.</summary>
    NewerSchema = 5,

    /// <summary>Another process uses the data folder.</summary>
    DataFolderInUse = 6,

    /// <summary>A migration was applied with another text than this version has.</summary>
    ChangedMigration = 7,

    /// <summary>A command conflicts with the current state.</summary>
    CommandRejected = 8,
}

/// <summary>The process cannot start. The message is for the console: it states the failure and the fix.</summary>
internal class StartupException(ExitCode exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public ExitCode ExitCode { get; } = exitCode;
}
