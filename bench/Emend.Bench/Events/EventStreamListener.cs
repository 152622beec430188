using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Emend.Bench.Events;

/// <summary>
/// Minimal HTTP client of the event stream on a socket. Client, server, and database share the CPU cores, so a thousand clients must be
/// cheap. The client decodes the chunks and reads the time of each event, nothing else.
/// </summary>
internal sealed class EventStreamListener(Uri server) : IDisposable
{
    private static ReadOnlySpan<byte> TimeMember => "\"occurredAt\":\""u8;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _line = new byte[64 * 1024];
    private int _filled;
    private int _bytesLeft;
    private bool _isInChunkHeader = true;

    /// <summary>Delay of each received event in milliseconds.</summary>
    public List<int> Delays { get; } = [];

    /// <summary>Opens the stream. Returns after the first frame.</summary>
    public async Task Open(string query, string token)
    {
        await _socket.ConnectAsync(server.Host, server.Port);
        var request = $"GET /emend/v1/events{query} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n"
            + "Accept: text/event-stream\r\n\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[4 * 1024];
        var head = new StringBuilder();
        while (!head.ToString().Contains("\nid: ", StringComparison.Ordinal))
        {
            var count = await _socket.ReceiveAsync(buffer);
            head.Append(Encoding.ASCII.GetString(buffer, 0, count));
            if (count == 0 || !head.ToString().StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            {
                throw new IOException($"The stream did not start: {head}");
            }
        }

        var received = Encoding.ASCII.GetBytes(head.ToString());
        ReadChunks(received.AsSpan(received.AsSpan().IndexOf("\r\n\r\n"u8) + 4));
    }

    /// <summary>Reads events until the socket is closed.</summary>
    public async Task Listen()
    {
        var buffer = new byte[4 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is var count and > 0)
            {
                ReadChunks(buffer.AsSpan(0, count));
            }
        }
        catch (Exception ex) when (ex is SocketException or ObjectDisposedException)
        {
            // The socket was closed.
        }
    }

    public void Dispose() => _socket.Dispose();

    // Decodes chunked transfer encoding: a line with the size in hex, that many bytes, and an empty line.
    private void ReadChunks(ReadOnlySpan<byte> received)
    {
        while (received.Length > 0)
        {
            if (!_isInChunkHeader)
            {
                var some = Math.Min(_bytesLeft, received.Length);
                ReadLines(received[..some]);
                received = received[some..];
                _bytesLeft -= some;
                if (_bytesLeft == 0)
                {
                    (_isInChunkHeader, _bytesLeft) = (true, -2);
                }

                continue;
            }

            var next = received[0];
            received = received[1..];
            if (_bytesLeft < 0)
            {
                _bytesLeft++; // skips the empty line
            }
            else if (next == '\n')
            {
                _isInChunkHeader = false;
            }
            else if (next != '\r')
            {
                _bytesLeft = (_bytesLeft * 16) + Convert.ToInt32(((char)next).ToString(), 16);
            }
        }
    }

    private void ReadLines(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            AppendToLine(text[..end]);
            ReadLine(_line.AsSpan(0, _filled));
            _filled = 0;
            text = text[(end + 1)..];
        }

        AppendToLine(text);
    }

    private void AppendToLine(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_line.AsSpan(_filled));
        _filled += text.Length;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data: "u8) || line.IndexOf(TimeMember) is not (>= 0 and var at))
        {
            return;
        }

        var text = Encoding.ASCII.GetString(line.Slice(at + TimeMember.Length, 24));
        var occurredAt = DateTimeOffset.ParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null, DateTimeStyles.AssumeUniversal);
        Delays.Add((int)(DateTimeOffset.UtcNow - occurredAt).TotalMilliseconds);
    }
}
