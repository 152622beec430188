using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// A port that leads to another. The first connections that carry a write to the native face are cut as soon as its answer has begun:
/// the write is done, and whoever asked for it never hears.
/// </summary>
internal sealed class FaultyProxy : IDisposable
{
    private readonly TcpListener door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly int target;
    private readonly int cuts;
    private int cut;

    public FaultyProxy(int target, int cuts)
    {
        (this.target, this.cuts) = (target, cuts);
        door.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)door.LocalEndpoint).Port;

    public int Cut => cut;

    public void Dispose()
    {
        end.Cancel();
        door.Dispose();
        end.Dispose();
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                _ = Carry(await door.AcceptTcpClientAsync(end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            await far.ConnectAsync(IPAddress.Loopback, target);
            var writes = false;
            var there = Copy(near, far, sent =>
            {
                writes |= sent.Contains("POST /emend/", StringComparison.Ordinal);
                return true;
            });
            await Task.WhenAny(there, Copy(far, near, _ => !writes || !Cuts()));
        }
    }

    private bool Cuts()
    {
        if (cut >= cuts) return false;
        cut++;
        return true;
    }

    private async Task Copy(TcpClient from, TcpClient to, Func<string, bool> mayPass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, end.Token) is > 0 and var read)
            {
                if (!mayPass(Encoding.Latin1.GetString(buffer, 0, read))) return;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The line has ended.
        }
    }
}
