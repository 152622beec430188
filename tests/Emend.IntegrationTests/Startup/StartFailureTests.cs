using System.Net;
using System.Net.Sockets;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Common;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Startup;

/// <summary>A failed start of the process: one sentence on stderr, a documented exit code, and no stack trace.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly ScratchFolder _scratch = new("emend-start-");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("--Emend:DataDir=x", "Emend:DataDir is not a configuration key of Emend. Did you mean Emend:DataDirectory?")]
    [InlineData("--Emend:EventDelivery:PollIntervall=00:00:01", "Did you mean Emend:EventDelivery:PollInterval?")]
    [InlineData("--Emend:Databases:second=Host=x", "Emend:Databases needs PostgreSQL as the main database.")]
    [InlineData("--ConnectionStrings:Emnd=Host=x", "Did you mean ConnectionStrings:Emend?")]
    [InlineData("--Emend:Demo:Enabled=yes", "Emend:Demo:Enabled is yes. Specify true or false.")]
    [InlineData("--ConnectionStrings:Emend=Hst=x;Password=hidden", "ConnectionStrings:Emend is not a PostgreSQL connection string.")]
    [InlineData("--Loging:LogLevel:Default=Debug", "--Loging:LogLevel:Default is not an option. Did you mean --Logging:LogLevel:Default?")]
    [InlineData("--Logging:LogLevel:Default=Loud", "Logging:LogLevel:Default is Loud. Specify one of Trace,")]
    [InlineData("--urls=localhost", "The address to listen on is localhost. Specify an address such as http://127.0.0.1:8080")]
    public async Task Unknown_or_invalid_key(string argument, string sentence) =>
        await AssertFails(ExitCode.InvalidConfiguration, sentence, argument);

    [Fact]
    public async Task Unknown_key_in_an_environment_variable() => await AssertFails(
        ExitCode.InvalidConfiguration, "Emend:DataDir is not a configuration key", EmendProcess.Command(), [("Emend__DataDir", "x")]);

    [Fact]
    public async Task PostgreSql_that_stays_absent() => await AssertFails(
        ExitCode.DatabaseUnavailable,
        "cannot be reached: Connection refused. Start PostgreSQL, or check ConnectionStrings:Emend.",
        $"--ConnectionStrings:Emend=Host=127.0.0.1;Port={FreePort()};Database=a;Username=b",
        "--Emend:Database:StartupTimeout=00:00:01");

    [Fact]
    public async Task Unknown_PostgreSql_database()
    {
        using TestDatabase database = new TestDatabase.PostgreSqlTestDatabase();

        await AssertFails(
            ExitCode.DatabaseUnavailable,
            "refused: database \"absent\" does not exist. Check ConnectionStrings:Emend",
            $"--ConnectionStrings:Emend={database.Options.Connection};Database=absent");
    }

    [Fact]
    public async Task Data_folder_that_is_a_file()
    {
        await File.WriteAllTextAsync(_scratch["file"], "");

        await AssertFails(
            ExitCode.DatabaseUnavailable, "Choose a writable folder with --data", $"--Emend:DataDirectory={_scratch["file"]}");
    }

    [Fact]
    public async Task Read_only_data_folder()
    {
        var folder = Directory.CreateDirectory(_scratch["read-only"]).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        await AssertFails(
            ExitCode.DatabaseUnavailable,
            "Choose a writable folder with --data",
            EmendProcess.UnprivilegedCommand($"--Emend:DataDirectory={folder}"),
            [("HOME", "/tmp"), ("DOTNET_EnableDiagnostics", "0")]);
    }

    [Fact]
    public async Task Database_file_that_is_not_a_database()
    {
        await File.WriteAllTextAsync(_scratch["emend.db"], new string('x', 5_000));

        await AssertFails(
            ExitCode.DatabaseUnavailable, "file is not a database", $"--Emend:DataDirectory={_scratch.Folder}");
    }

    [Fact]
    public async Task Port_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await AssertFails(
            ExitCode.AddressUnavailable,
            $"Emend cannot listen on http://{taken.LocalEndpoint}: another process uses the address.",
            $"--urls=http://{taken.LocalEndpoint}", $"--Emend:DataDirectory={_scratch.Folder}");
    }

    [Fact]
    public async Task Schema_of_a_newer_version()
    {
        using TestDatabase place = new TestDatabase.SqliteTestDatabase();
        await using (var database = Database.Open(place.Options))
        {
            await database.Migrate(CancellationToken.None);
            await database.Write([Statement.One(Migration.Record, 9999L, "9999_from_the_future")], CancellationToken.None);
        }

        await AssertFails(ExitCode.NewerSchema, "The database is at migration 9999.", place.Arguments);
    }

    [Fact]
    public async Task Data_folder_of_another_process()
    {
        using TestDatabase place = new TestDatabase.SqliteTestDatabase();
        using (await EmendProcess.Start(place))
        {
            await AssertFails(ExitCode.DataFolderInUse, "Another process uses the data folder", place.Arguments);
        }

        // SIGKILL ended the first process. The operating system released its lock.
        using var next = await EmendProcess.Start(place);
    }

    private static Task AssertFails(ExitCode exitCode, string sentence, params string[] arguments) =>
        AssertFails(exitCode, sentence, EmendProcess.Command(arguments), []);

    private static async Task AssertFails(
        ExitCode exitCode, string sentence, string[] command, (string Name, string Value)[] environment)
    {
        var (code, _, errors) = await EmendProcess.RunToEnd(command, environment);

        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.Equal((exitCode, 1), ((ExitCode)code, errors.TrimEnd().Split('\n').Length));
        Assert.DoesNotContain("hidden", errors, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
