using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Emend.Bench.Events;

/// <summary>
/// Listens to the stream of events over a socket, by hand: what a thousand clients cost, server and database lack. It takes the chunks
/// apart and looks for the moment of each event, no more.
/// </summary>
internal sealed class EventStreamListener(Uri server) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _line = new byte[64 * 1024];
    private int _filled;
    private int _left;
    private bool _inHead = true;

    /// <summary>How late each event was heard, in milliseconds.</summary>
    public List<int> Late { get; } = [];

    /// <summary>Asks for the stream, and returns when it has begun.</summary>
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
                throw new IOException($"The stream did not begin: {head}");
        }

        var received = Encoding.ASCII.GetBytes(head.ToString());
        Take(received.AsSpan(received.AsSpan().IndexOf("\r\n\r\n"u8) + 4));
    }

    /// <summary>Listens until the socket is closed.</summary>
    public async Task Listen()
    {
        var buffer = new byte[4 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is var count and > 0)
                Take(buffer.AsSpan(0, count));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    public void Dispose() => _socket.Dispose();

    // Chunks: a size in a line of its own, so many bytes, an empty line.
    private void Take(ReadOnlySpan<byte> received)
    {
        while (received.Length > 0)
        {
            if (!_inHead)
            {
                var some = Math.Min(_left, received.Length);
                Lines(received[..some]);
                received = received[some..];
                _left -= some;
                if (_left == 0)
                    (_inHead, _left) = (true, -2);
                continue;
            }

            var next = received[0];
            received = received[1..];
            if (_left < 0)
                _left++; // the empty line
            else if (next == '\n')
                _inHead = false;
            else if (next != '\r')
                _left = (_left * 16) + Convert.ToInt32(((char)next).ToString(), 16);
        }
    }

    private void Lines(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(text[..end]);
            Line(_line.AsSpan(0, _filled));
            _filled = 0;
            text = text[(end + 1)..];
        }

        Append(text);
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_line.AsSpan(_filled));
        _filled += text.Length;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data: "u8) || line.IndexOf("\"at\":\""u8) is not (>= 0 and var at))
            return;
        var moment = DateTimeOffset.ParseExact(
            Encoding.ASCII.GetString(line.Slice(at + 6, 24)), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null, DateTimeStyles.AssumeUniversal);
        Late.Add((int)(DateTimeOffset.UtcNow - moment).TotalMilliseconds);
    }
}
