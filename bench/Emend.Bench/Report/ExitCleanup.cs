using System.Runtime.InteropServices;

namespace Emend.Bench.Report;

/// <summary>
/// Runs actions when the process ends, also by Ctrl-C, SIGTERM or an unhandled exception. Without them, servers and folders of a stopped
/// benchmark would stay.
/// </summary>
internal static class ExitCleanup
{
    private const int Interrupted = 130;
    private static readonly List<Action> Actions = [];

    private static readonly PosixSignalRegistration Interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        Environment.Exit(Interrupted);
    });

    static ExitCleanup()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RunAll();
        AppDomain.CurrentDomain.UnhandledException += (_, _) => RunAll();
        GC.KeepAlive(Interrupt);
    }

    /// <summary>Registers an action. Disposing the result unregisters it.</summary>
    public static IDisposable Register(Action action)
    {
        lock (Actions)
        {
            Actions.Add(action);
        }

        return new Registration(action);
    }

    private static void RunAll()
    {
        lock (Actions)
        {
            for (var last = Actions.Count - 1; last >= 0; last--)
            {
                Actions[last]();
            }

            Actions.Clear();
        }
    }

    private sealed class Registration(Action action) : IDisposable
    {
        public void Dispose()
        {
            lock (Actions)
            {
                Actions.Remove(action);
            }
        }
    }
}
