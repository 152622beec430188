using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Forwards TCP connections to a local port. While it is closed, it ends all connections, as a stopped server does.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly int _target;
    private int _refused;
    private bool _isOpen;

    public TcpProxy(int target, bool isOpen = true)
    {
        (_target, _isOpen) = (target, isOpen);
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Number of connections that were ended because the proxy was closed.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Open() => Volatile.Write(ref _isOpen, true);

    public void Close()
    {
        Volatile.Write(ref _isOpen, false);
        EndAll();
    }

    public void Dispose()
    {
        _listener.Dispose();
        EndAll();
    }

    private void EndAll()
    {
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Forward(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task Forward(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            (_sockets[client], _sockets[server]) = (true, true);
            if (!Volatile.Read(ref _isOpen))
            {
                Interlocked.Increment(ref _refused);
                return;
            }

            await server.ConnectAsync(IPAddress.Loopback, _target);
            await using var left = new NetworkStream(client);
            await using var right = new NetworkStream(server);
            await Task.WhenAny(left.CopyToAsync(right), right.CopyToAsync(left));
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
        {
            // One side ended the connection, or the proxy was closed.
        }
        finally
        {
            client.Dispose();
            _sockets.TryRemove(client, out _);
            _sockets.TryRemove(server, out _);
        }
    }
}
