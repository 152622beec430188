namespace Emend.IntegrationTests.Fixtures;

/// <summary>A temporary folder with a lock file of this process. After a crash, a later run deletes the folder.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Lock = "owner.lock";
    private static readonly TimeSpan MinAgeToDelete = TimeSpan.FromMinutes(1);
    private readonly FileStream _held;

    public ScratchFolder(string prefix)
    {
        Folder = Directory.CreateTempSubdirectory(prefix).FullName;
        _held = new(Path.Combine(Folder, Lock), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    public string Folder { get; }

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose()
    {
        _held.Dispose();
        Delete(Folder);
    }

    /// <summary>
    /// Deletes folders with this prefix whose process has ended. <paramref name="stop"/> stops processes that use the folder.
    /// </summary>
    public static void DeleteAbandoned(string prefix, Action<string> stop)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*").Where(IsAbandoned))
        {
            stop(folder);
            Delete(folder);
        }
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) < MinAgeToDelete)
            {
                return false;
            }

            using var free = new FileStream(Path.Combine(folder, Lock), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception heldOrForeign) when (heldOrForeign is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception stillWritten) when (stillWritten is IOException or UnauthorizedAccessException)
        {
            // A later run deletes it.
        }
    }
}
