namespace Emend.IntegrationTests.Fixtures;

/// <summary>A temporary folder that is held by a lock while this process lives, so that a later run can sweep what a crash left.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Lock = "owner.lock";
    private static readonly TimeSpan YoungestToSweep = TimeSpan.FromMinutes(1);
    private readonly FileStream held;

    public ScratchFolder(string prefix)
    {
        Folder = Directory.CreateTempSubdirectory(prefix).FullName;
        held = new(Path.Combine(Folder, Lock), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public string Folder { get; }

    public string this[string name] => Path.Combine(Folder, name);

    public void Dispose()
    {
        held.Dispose();
        Delete(Folder);
    }

    /// <summary>Deletes folders of this prefix whose owner is gone; <paramref name="stop"/> ends what may still run inside.</summary>
    public static void Sweep(string prefix, Action<string> stop)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), prefix + "*").Where(IsLeftBehind))
        {
            stop(folder);
            Delete(folder);
        }
    }

    private static bool IsLeftBehind(string folder)
    {
        try
        {
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) < YoungestToSweep)
                return false;
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
            // A later run sweeps it.
        }
    }
}
