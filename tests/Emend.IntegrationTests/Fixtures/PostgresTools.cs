using System.Diagnostics;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Finds the PostgreSQL programs and runs them as a non-root user, because PostgreSQL does not run as root.</summary>
internal static class PostgresTools
{
    public const string InstallHint =
        "PostgreSQL 15 is missing: on Debian or Ubuntu `apt-get install postgresql-15` (its server need not run), "
        + "or put the folder of initdb, postgres and pg_ctl on PATH.";

    private static readonly string[] DefaultFolders = [.. Enumerable.Range(15, 6).Select(version => $"/usr/lib/postgresql/{version}/bin")];

    /// <summary>The unprivileged user, or null if the tests do not run as root.</summary>
    private static readonly (string User, string Group)? RunAs = Environment.IsPrivilegedProcess ? FindUser() : null;

    public static string Find(string program, IEnumerable<string>? folders = null)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return (folders ?? DefaultFolders.Concat(path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(InstallHint);
    }

    /// <summary>The command line that runs the program as this user.</summary>
    public static string[] Command(string program, params string[] arguments) => Unprivileged([Find(program), .. arguments]);

    /// <summary>The command as a user that is not root.</summary>
    public static string[] Unprivileged(string[] command) => RunAs is var (user, group)
        ? ["setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--", .. command]
        : command;

    public static void Run(string program, params string[] arguments) => Finish(Command(program, arguments));

    public static void ChangeOwner(string folder)
    {
        if (RunAs is var (user, group))
        {
            Finish(["chown", $"{user}:{group}", folder]);
        }
    }

    private static void Finish(string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} answered {process.ExitCode}: {output.Result}{errors}");
        }
    }

    private static (string User, string Group) FindUser()
    {
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToDictionary(fields => fields[0], fields => fields[3]);
        var user = users.ContainsKey("postgres") ? "postgres" : "nobody";
        return (user, users[user]);
    }
}
