using System.Buffers.Binary;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>
/// Splits the binary COPY format of PostgreSQL into parts of whole rows. Each part is complete: header, rows and trailer. So a big table is
/// copied in short transactions.
/// </summary>
internal sealed class BinaryCopyReader(Stream source) : IAsyncDisposable
{
    private const int MaxRows = 5_000;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int SignatureLength = 11;
    private const int ExtensionLengthAt = SignatureLength + sizeof(int);

    private readonly BufferedStream _source = new(source, 64 * 1024);
    private readonly byte[] _number = new byte[sizeof(int)];
    private byte[] _header = [];
    private bool _hasEnded;

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>The next part and its number of rows; null at the end.</summary>
    public async Task<(MemoryStream Part, int Rows)?> ReadNext(CancellationToken ct)
    {
        if (_hasEnded)
        {
            return null;
        }

        if (_header.Length == 0)
        {
            _header = await ReadHeader(ct);
        }

        var part = new MemoryStream();
        part.Write(_header);
        var rows = 0;
        while (rows < MaxRows && part.Length < MaxBytes && await ReadRow(part, ct))
        {
            rows++;
        }

        part.Write([0xFF, 0xFF]); // no further row
        part.Position = 0;
        return rows == 0 ? null : (part, rows);
    }

    private async Task<byte[]> ReadHeader(CancellationToken ct)
    {
        var header = new byte[ExtensionLengthAt + sizeof(int)];
        await _source.ReadExactlyAsync(header, ct);
        var extension = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(ExtensionLengthAt))];
        await _source.ReadExactlyAsync(extension, ct);
        return [.. header, .. extension];
    }

    /// <summary>Copies a row. Returns false at the end.</summary>
    private async Task<bool> ReadRow(MemoryStream part, CancellationToken ct)
    {
        await _source.ReadExactlyAsync(_number.AsMemory(0, sizeof(short)), ct);
        var fields = BinaryPrimitives.ReadInt16BigEndian(_number);
        if (fields < 0)
        {
            _hasEnded = true;
            await _source.CopyToAsync(Stream.Null, ct);
            return false;
        }

        part.Write(_number.AsSpan(0, sizeof(short)));
        for (var field = 0; field < fields; field++)
        {
            await _source.ReadExactlyAsync(_number, ct);
            part.Write(_number);
            var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(_number)); // -1 is NULL
            var start = (int)part.Position;
            part.SetLength(start + length);
            await _source.ReadExactlyAsync(part.GetBuffer().AsMemory(start, length), ct);
            part.Position = start + length;
        }

        return true;
    }
}
