using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Emend.Bench.Load;

/// <summary>
/// Minimal HTTP/1.1 client on one persistent connection. Client, server, and database share the CPU cores, so the client must be cheap.
/// The response body is valid until the next request.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string _host;
    private byte[] _sendBuffer = new byte[16 * 1024];
    private byte[] _receiveBuffer = new byte[64 * 1024];
    private int _filled;

    public HttpConnection(Uri server)
    {
        _host = server.Authority;
        _socket.Connect(server.Host, server.Port);
    }

    public string? Token { get; set; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>The response body as text.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Sends a request and reads the response. Returns the status code.</summary>
    public async ValueTask<int> Send(string method, string path, string? json = null)
    {
        var head = $"{method} {path} HTTP/1.1\r\nHost: {_host}\r\n"
            + (Token is null ? "" : $"Authorization: Bearer {Token}\r\n")
            + (json is null ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n");
        var max = head.Length + (3 * (json?.Length ?? 0));
        if (_sendBuffer.Length < max)
        {
            _sendBuffer = new byte[max];
        }

        var length = Encoding.ASCII.GetBytes(head, _sendBuffer);
        if (json is not null)
        {
            length += Encoding.UTF8.GetBytes(json, _sendBuffer.AsSpan(length));
        }

        await _socket.SendAsync(_sendBuffer.AsMemory(0, length));
        return await Receive();
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> Receive()
    {
        _filled = 0;
        int end;
        while ((end = _receiveBuffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillBuffer();
        }

        var from = end + 4;
        var status = ParseNumber(_receiveBuffer.AsSpan(9, 3));
        if (FindEndOf("Content-Length: "u8, end) is var length and > 0)
        {
            await ReadSizedBody(from, ParseNumber(_receiveBuffer.AsSpan(length)));
        }
        else if (FindEndOf("Transfer-Encoding: chunked"u8, end) > 0)
        {
            await ReadChunkedBody(from);
        }
        else
        {
            Body = default;
        }

        return status;
    }

    private async ValueTask ReadSizedBody(int from, int length)
    {
        while (_filled < from + length)
        {
            await FillBuffer();
        }

        Body = _receiveBuffer.AsMemory(from, length);
    }

    // Joins the chunks in place, in the receive buffer.
    private async ValueTask ReadChunkedBody(int from)
    {
        var (read, write) = (from, from);
        while (true)
        {
            int line;
            while ((line = _receiveBuffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
            {
                await FillBuffer();
            }

            var size = Utf8Parser.TryParse(_receiveBuffer.AsSpan(read, line), out int bytes, out _, 'x')
                ? bytes
                : throw new IOException("A chunk has no size.");
            read += line + 2;
            while (_filled < read + size + 2)
            {
                await FillBuffer();
            }

            if (size == 0)
            {
                break;
            }

            _receiveBuffer.AsSpan(read, size).CopyTo(_receiveBuffer.AsSpan(write));
            write += size;
            read += size + 2;
        }
        Body = _receiveBuffer.AsMemory(from, write - from);
    }

    private async ValueTask FillBuffer()
    {
        if (_filled == _receiveBuffer.Length)
        {
            Array.Resize(ref _receiveBuffer, _receiveBuffer.Length * 2);
        }

        var count = await _socket.ReceiveAsync(_receiveBuffer.AsMemory(_filled));
        _filled += count > 0 ? count : throw new IOException("The server closed the connection.");
    }

    /// <summary>Index after the first occurrence of <paramref name="text"/> in the head; 0 if it does not occur.</summary>
    private int FindEndOf(ReadOnlySpan<byte> text, int end) =>
        _receiveBuffer.AsSpan(0, end).IndexOf(text) is >= 0 and var at ? at + text.Length : 0;

    private static int ParseNumber(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
