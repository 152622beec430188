using System.Data.Common;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>Reads the result sets of a batch of queries, one after the other.</summary>
internal abstract class QueryResultReader
{
    protected abstract DbDataReader Current { get; }

    /// <summary>Moves to the result set of the next statement.</summary>
    public abstract Task Next(CancellationToken ct);

    /// <summary>Moves to the next row; false if there is none.</summary>
    public Task<bool> Read(CancellationToken ct) => Current.ReadAsync(ct);

    public bool IsNull(int column) => Current.IsDBNull(column);

    public string Text(int column) => Current.GetString(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long Long(int column) => Current.GetInt64(column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public bool Flag(int column) => Current.GetBoolean(column);

    public double Double(int column) => Current.GetDouble(column);

    public byte[] Bytes(int column) => Current.GetFieldValue<byte[]>(column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column);

    /// <summary>A time, stored as microseconds since 1970.</summary>
    public DateTimeOffset Instant(int column) => UnixMicroseconds.ToTime(Long(column));

    /// <summary>All rows of this result set.</summary>
    public async Task<List<T>> List<T>(Func<QueryResultReader, T> row, CancellationToken ct)
    {
        var list = new List<T>();
        while (await Read(ct))
        {
            list.Add(row(this));
        }

        return list;
    }

    /// <summary>The first row of this result set, or the default value.</summary>
    public async Task<T?> First<T>(Func<QueryResultReader, T> row, CancellationToken ct) => await Read(ct) ? row(this) : default;
}
