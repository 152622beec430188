using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A RabbitMQ broker of our own in a temporary folder, on free loopback ports, with its own name, cookie and port mapper: started once per
/// test process when it is first needed, and gone with it. What it holds outlives being killed.
/// </summary>
internal sealed class RabbitMqTestServer : IDisposable
{
    public const string HowToInstall =
        "RabbitMQ is missing: on Debian or Ubuntu `apt-get install rabbitmq-server` (its service need not run).";

    private const string Prefix = "emend-rabbit-";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly Lazy<RabbitMqTestServer> Server = new(() => new());
    private readonly ScratchFolder scratch;
    private readonly int[] ports = FreePorts(3);
    private readonly Process changeFulfillment;
    private Process? broker;

    private RabbitMqTestServer()
    {
        ScratchFolder.Sweep(Prefix, folder => KillIn(folder));
        scratch = new(Prefix);
        changeFulfillment = StartKeeper(scratch.Folder);
        File.WriteAllText(scratch["rabbitmq.conf"], "log.console = false\nlog.file.level = error\n");
        File.WriteAllText(scratch["plugins"], "[].\n");
        var mapper = Start("epmd", ["-port", $"{ports[2]}", "-address", "127.0.0.1"]);
        File.WriteAllText(scratch["epmd.pid"], $"{mapper.Id}");
        Start();
    }

    /// <summary>The broker of this process. Whoever stops it starts it again.</summary>
    public static RabbitMqTestServer Running => Server.Value;

    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{ports[0]}/");

    public Uri WithPassword(string password) => new($"amqp://guest:{password}@127.0.0.1:{ports[0]}/");

    public void Start()
    {
        broker = Start(Find(), []);
        for (var waited = Stopwatch.StartNew(); !Answers(); Thread.Sleep(100))
            if (broker.HasExited || waited.Elapsed > Patience)
                throw new InvalidOperationException($"RabbitMQ did not start; its keeper is process {changeFulfillment.Id}.");
    }

    /// <summary>As when the machine loses power.</summary>
    public void Kill()
    {
        broker!.Kill(entireProcessTree: true);
        broker.WaitForExit();
        KillIn(scratch.Folder, "rabbit.pid");
        File.Delete(scratch["rabbit.pid"]);
    }

    public void Dispose()
    {
        changeFulfillment.StandardInput.Close();
        changeFulfillment.WaitForExit();
        changeFulfillment.Dispose();
        broker?.Dispose();
        scratch.Dispose();
    }

    private static string Find() => File.Exists("/usr/lib/rabbitmq/bin/rabbitmq-server")
        ? "/usr/lib/rabbitmq/bin/rabbitmq-server"
        : PathOf("rabbitmq-server") ?? throw new InvalidOperationException(HowToInstall);

    private static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec >/dev/null 2>&1 </dev/null; exec \"$@\"", "sh", program, .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = scratch.Folder,
        };
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["HOME"] = scratch.Folder,
        ["ERL_EPMD_PORT"] = $"{ports[2]}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODENAME"] = $"emend{ports[0]}@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = $"{ports[0]}",
        ["RABBITMQ_DIST_PORT"] = $"{ports[1]}",
        ["RABBITMQ_MNESIA_BASE"] = scratch["data"],
        ["RABBITMQ_LOG_BASE"] = scratch["log"],
        ["RABBITMQ_PID_FILE"] = scratch["rabbit.pid"],
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = scratch["rabbitmq.conf"],
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = scratch["plugins"],
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} +S 1:1",
    };

    private bool Answers()
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

    /// <summary>A shell that waits for its input to close, which happens however this process ends, then ends what runs there.</summary>
    private static Process StartKeeper(string folder)
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
            if (int.TryParse(File.ReadAllText(file), out var process) && IsOf(process, folder))
                Process.GetProcessById(process).Kill(entireProcessTree: true);
    }

    // A number may have become somebody else's.
    private static bool IsOf(int process, string folder)
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
