using Emend.Server.Common;

namespace Emend.Server.Storage.Sqlite;

/// <summary>
/// Reserves a database file for this process with a lock file next to it. The operating system releases the lock when the process ends,
/// however it ends. Several databases of one process can share the lock, for tests with several nodes.
/// </summary>
internal sealed class DatabaseFileLock : IDisposable
{
    private const string Ending = ".lock";
    private static readonly Dictionary<string, (FileStream Held, int Count)> Locks = new(StringComparer.Ordinal);
    private readonly string _path;
    private bool _isReleased;

    private DatabaseFileLock(string path, bool isFirst) => (_path, IsFirst) = (path, isFirst);

    /// <summary>Whether no other database of this process has the lock.</summary>
    public bool IsFirst { get; }

    /// <summary>Throws <see cref="StartupException"/> if another process has the lock.</summary>
    public static DatabaseFileLock Acquire(string databaseFile)
    {
        var path = databaseFile + Ending;
        lock (Locks)
        {
            var (held, count) = Locks.GetValueOrDefault(path);
            Locks[path] = (held ?? Open(path), count + 1);
            return new(path, count == 0);
        }
    }

    public void Dispose()
    {
        lock (Locks)
        {
            if (_isReleased)
            {
                return;
            }

            _isReleased = true;
            var (held, count) = Locks[_path];
            if (count > 1)
            {
                Locks[_path] = (held, count - 1);
                return;
            }

            Locks.Remove(_path);
            held.Dispose();
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            throw new StartupException(
                ExitCode.DataFolderInUse,
                $"Another process uses the data folder {Path.GetDirectoryName(path)}. Stop that process, or choose another folder with "
                + "--data (Emend:DataDirectory). Several nodes need PostgreSQL.",
                failure);
        }
    }

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsHeldByAnother(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
