using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A RabbitMQ broker in a temporary folder on free loopback ports, with its own name, cookie and port mapper. It starts on first use and
/// ends with the test process. Its messages survive a kill.
/// </summary>
internal sealed class RabbitMqTestServer : IDisposable
{
    public const string HowToInstall =
        "RabbitMQ is missing: on Debian or Ubuntu `apt-get install rabbitmq-server` (its service need not run).";

    private const string Prefix = "emend-rabbit-";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private static readonly Lazy<RabbitMqTestServer> Server = new(() => new());
    private readonly ScratchFolder _scratch;
    private readonly int[] _ports = FreePorts(3);
    private readonly Process _changeFulfillment;
    private Process? _broker;

    private RabbitMqTestServer()
    {
        ScratchFolder.DeleteAbandoned(Prefix, folder => KillIn(folder));
        _scratch = new(Prefix);
        _changeFulfillment = StartCleanupProcess(_scratch.Folder);
        File.WriteAllText(_scratch["rabbitmq.conf"], "log.console = false\nlog.file.level = error\n");
        File.WriteAllText(_scratch["plugins"], "[].\n");
        var mapper = Start("epmd", ["-port", $"{_ports[2]}", "-address", "127.0.0.1"]);
        File.WriteAllText(_scratch["epmd.pid"], $"{mapper.Id}");
        Start();
    }

    /// <summary>The broker of this process. Tests that stop it must start it again.</summary>
    public static RabbitMqTestServer Running => Server.Value;

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{_ports[0]}/");

    public Uri WithPassword(string password) => new($"amqp://guest:{password}@127.0.0.1:{_ports[0]}/");

    public void Start()
    {
        _broker = Start(Find(), []);
        for (var waited = Stopwatch.StartNew(); !IsResponding(); Thread.Sleep(100))
        {
            if (_broker.HasExited || waited.Elapsed > StartTimeout)
            {
                throw new InvalidOperationException($"RabbitMQ did not start; its keeper is process {_changeFulfillment.Id}.");
            }
        }
    }

    /// <summary>Kills the broker, like a power failure.</summary>
    public void Kill()
    {
        _broker!.Kill(entireProcessTree: true);
        _broker.WaitForExit();
        KillIn(_scratch.Folder, "rabbit.pid");
        File.Delete(_scratch["rabbit.pid"]);
    }

    public void Dispose()
    {
        _changeFulfillment.StandardInput.Close();
        _changeFulfillment.WaitForExit();
        _changeFulfillment.Dispose();
        _broker?.Dispose();
        _scratch.Dispose();
    }

    private static string Find() => File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server")
        ? "/usr/lib/rabbitmq/bin/rabbitmq-server"
        : FindProgram("rabbitmq-server") ?? throw new InvalidOperationException(HowToInstall);

    private static string? FindProgram(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec >/dev/null 2>&1 </dev/null; exec \"$@\"", "sh", program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = _scratch.Folder,
        };
        foreach (var (name, value) in Settings())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["HOME"] = _scratch.Folder,
        ["ERL_EPMD_PORT"] = $"{_ports[2]}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"emend{_ports[0]}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{_ports[0]}",
        ["RABBITMQ_DIST_PORT"] = $"{_ports[1]}",
        ["RABBITMQ_MNESIA_BASE"] = _scratch["data"],
        ["RABBITMQ_LOG_BASE"] = _scratch["log"],
        ["RABBITMQ_PID_FILE"] = _scratch["rabbit.pid"],
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = _scratch["rabbitmq.conf"],
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = _scratch["plugins"],
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1",
    };

    private bool IsResponding()
    {
        try
        {
            var factory = new ConnectionFactory { Uri = Uri, AutomaticRecoveryEnabled = false };
            using var connection = factory.CreateConnectionAsync().GetAwaiter().GetResult();
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    /// <summary>A shell that waits until its input closes, which happens at every kind of process end, and then ends the broker.</summary>
    private static Process StartCleanupProcess(string folder)
    {
        const string Script =
            """
            exec >/dev/null 2>&1; trap '' INT TERM HUP; read -r _
            for f in "$0"/*.pid; do p=$(cat "$f"); grep -qa "$0" /proc/$p/environ && kill -9 $p; done; rm -rf "$0"
            """;
        return Process.Start(new ProcessStartInfo("sh", ["-c", Script, folder])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        })!;
    }

    private static void KillIn(string folder, string files = "*.pid")
    {
        foreach (var file in Directory.GetFiles(folder, files))
        {
            if (int.TryParse(File.ReadAllText(file), out var process) && BelongsTo(process, folder))
            {
                Process.GetProcessById(process).Kill(entireProcessTree: true);
            }
        }
    }

    // Another process may have the same process id now.
    private static bool BelongsTo(int process, string folder)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains(folder, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] free = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return free;
    }
}
