using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Emend.Bench.Load;

/// <summary>
/// One HTTP/1.1 connection that is kept. By hand, because client, server and database share the cores: what the client costs, the
/// measured ones lack. The body is valid until the next exchange.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _host;
    private byte[] _sent = new byte[16 * 1024];
    private byte[] _received = new byte[64 * 1024];
    private int _filled;

    public HttpConnection(Uri server)
    {
        _host = server.Authority;
        _socket.Connect(server.Host, server.Port);
    }

    public string? Token { get; set; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>The body as text.</summary>
    public string Description => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Sends one request and reads its answer; the status.</summary>
    public async ValueTask<int> Exchange(string method, string path, string? json = null)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: {_host}\r\n"
            + (Token is null ? "" : $"Authorization: Bearer {Token}\r\n")
            + (json is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n");
        var max = head.Length + (3 * (json?.Length ?? 0));
        if (_sent.Length < max)
            _sent = new byte[max];
        var length = Encoding.ASCII.GetBytes(head, _sent);
        if (json is not null)
            length += Encoding.UTF8.GetBytes(json, _sent.AsSpan(length));
        await _socket.SendAsync(_sent.AsMemory(0, length));
        return await Receive();
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> Receive()
    {
        _filled = 0;
        int end;
        while ((end = _received.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await Fill();
        var from = end + 4;
        var status = Number(_received.AsSpan(9, 3));
        if (After("Content-Length: "u8, end) is var length and > 0)
            await Sized(from, Number(_received.AsSpan(length)));
        else if (After("Transfer-Encoding: chunked"u8, end) > 0)
            await Chunked(from);
        else
            Body = default;
        return status;
    }

    private async ValueTask Sized(int from, int length)
    {
        while (_filled < from + length)
            await Fill();
        Body = _received.AsMemory(from, length);
    }

    // Chunks are moved together where they lie.
    private async ValueTask Chunked(int from)
    {
        var (read, kept) = (from, from);
        while (true)
        {
            int line;
            while ((line = _received.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
                await Fill();
            var size = Utf8Parser.TryParse(_received.AsSpan(read, line), out int bytes, out _, 'x')
                ? bytes
                : throw new IOException("A chunk has no size.");
            read += line + 2;
            while (_filled < read + size + 2)
                await Fill();
            if (size == 0)
                break;
            _received.AsSpan(read, size).CopyTo(_received.AsSpan(kept));
            kept += size;
            read += size + 2;
        }
        Body = _received.AsMemory(from, kept - from);
    }

    private async ValueTask Fill()
    {
        if (_filled == _received.Length)
            Array.Resize(ref _received, _received.Length * 2);
        var count = await _socket.ReceiveAsync(_received.AsMemory(_filled));
        _filled += count > 0 ? count : throw new IOException("The server closed the connection.");
    }

    /// <summary>Where the text after this one begins in the head; 0 where the head does not have it.</summary>
    private int After(ReadOnlySpan<byte> text, int end) =>
        _received.AsSpan(0, end).IndexOf(text) is >= 0 and var at ? at + text.Length : 0;

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
