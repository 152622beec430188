using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Emend.IntegrationTests.Clients;

/// <summary>
/// A TCP proxy that loses responses. It closes the first connections with a write to the native API when the response starts, so the
/// server applies the write and the client gets no response.
/// </summary>
internal sealed class FaultyProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly int _maxCuts;
    private int _cutCount;

    public FaultyProxy(int target, int maxCuts)
    {
        (this._target, this._maxCuts) = (target, maxCuts);
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int CutCount => _cutCount;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = Forward(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Forward(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _target);
            var isWrite = false;
            var requests = Copy(client, server, sent =>
            {
                isWrite |= sent.Contains("POST /emend/", StringComparison.Ordinal);
                return true;
            });
            await Task.WhenAny(requests, Copy(server, client, _ => !isWrite || !ShouldCut()));
        }
    }

    private bool ShouldCut()
    {
        if (_cutCount >= _maxCuts)
        {
            return false;
        }

        _cutCount++;
        return true;
    }

    private async Task Copy(TcpClient from, TcpClient to, Func<string, bool> mayPass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
            {
                if (!mayPass(Encoding.Latin1.GetString(buffer, 0, read)))
                {
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection was closed.
        }
    }
}
