namespace Emend.Server.Common;

/// <summary>
/// The clock of a process. Everything else receives a <see cref="TimeProvider"/>, so that tests set the time; BannedSymbols.txt rejects
/// other sources of time.
/// </summary>
internal static class SystemClock
{
#pragma warning disable RS0030 // the only access to the system clock
    public static readonly TimeProvider Instance = TimeProvider.System;
#pragma warning restore RS0030
}
