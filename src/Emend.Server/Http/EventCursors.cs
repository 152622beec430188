using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Application.Search;

namespace Emend.Server.Http;

/// <summary>Creates cursors of event feed positions. A MAC with a secret that all nodes share detects altered cursors.</summary>
internal sealed class EventCursors(ISharedSecretStore secrets, IFeedEpochs epochs)
{
    private const string Name = "event cursors";

    public async Task<TenantEventCursors> ForTenant(TenantId tenant, CancellationToken ct) =>
        new(await secrets.GetOrCreate(Name, ct), tenant, await epochs.Read(tenant, ct));
}

/// <summary>The position of a cursor, or its validation error.</summary>
/// <param name="At">The position; null if there is an error.</param>
/// <param name="Problem">The error; null if there is none.</param>
internal readonly record struct EventCursorReading(EventPosition? At, ValidationError? Problem)
{
    /// <summary>
    /// The last position before the events that the restore of a backup removed, if the cursor belongs to such an event; otherwise null.
    /// </summary>
    public EventPosition? RestoredAt { get; init; }
}

/// <summary>
/// Writes and reads the cursors of one tenant. The same position always has the same cursor. A position that comes again after a restore
/// is in another epoch and has another cursor.
/// </summary>
internal sealed class TenantEventCursors(byte[] secret, TenantId tenant, IReadOnlyList<FeedEpoch> epochs)
{
    /// <summary>The tenant of the cursors.</summary>
    public TenantId Tenant => tenant;

    private const int MacLength = 12;
    private const int FingerprintLength = 8;
    private const int PositionEnd = FingerprintLength + sizeof(long) + sizeof(long) + sizeof(int);
    private const int MaxContentLength = PositionEnd + sizeof(long);
    private const string Expected = "must be an unchanged event id or page cursor";

    // Positions of another database say nothing about this one, so a reader with such a cursor starts over.
    private bool HasMoved => epochs[0].Id != FeedEpoch.First.Id;

    private readonly byte[] _fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value))[..FingerprintLength];

    public string Write(EventPosition at)
    {
        var epoch = EpochOf(at).Id;
        Span<byte> buffer = stackalloc byte[MacLength + MaxContentLength];

        // Cursors from before the first recorded epoch keep their shorter form.
        var bytes = buffer[..(MacLength + (epoch == FeedEpoch.First.Id ? PositionEnd : MaxContentLength))];
        var content = bytes[MacLength..];
        _fingerprint.CopyTo(content);
        BinaryPrimitives.WriteInt64BigEndian(content[FingerprintLength..], at.Transaction);
        BinaryPrimitives.WriteInt64BigEndian(content[(FingerprintLength + sizeof(long))..], at.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(content[(PositionEnd - sizeof(int))..], at.Index);
        if (content.Length > PositionEnd)
        {
            BinaryPrimitives.WriteInt64BigEndian(content[PositionEnd..], epoch);
        }

        WriteMac(content, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Returns the position, or the validation error of the cursor.</summary>
    public EventCursorReading Read(string member, string text)
    {
        Span<byte> buffer = stackalloc byte[MacLength + MaxContentLength];
        if (Base64Url.DecodeFromChars(text, buffer, out _, out var written) is not OperationStatus.Done
            || written is not (MacLength + PositionEnd or MacLength + MaxContentLength))
        {
            return new(null, new(member, $"is {ValueFormatter.Truncate(text)}, which is not a cursor", Expected));
        }

        var bytes = buffer[..written];
        var content = bytes[MacLength..];
        Span<byte> seal = stackalloc byte[MacLength];
        WriteMac(content, seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, bytes[..MacLength]))
        {
            return new(null, new(member, "was altered or issued by another installation", Expected));
        }

        if (!content[..FingerprintLength].SequenceEqual(_fingerprint))
        {
            return new(null, new(member, "was issued to another tenant", "must be a cursor of this tenant; omit it to start over"));
        }

        var at = new EventPosition(
            BinaryPrimitives.ReadInt64BigEndian(content[FingerprintLength..]),
            BinaryPrimitives.ReadInt64BigEndian(content[(FingerprintLength + sizeof(long))..]),
            BinaryPrimitives.ReadInt32BigEndian(content[(PositionEnd - sizeof(int))..]));
        var epoch = content.Length > PositionEnd ? BinaryPrimitives.ReadInt64BigEndian(content[PositionEnd..]) : FeedEpoch.First.Id;
        var current = EpochOf(at);
        if (HasMoved && epochs.All(known => known.Id != epoch))
        {
            return new(null, new(member, "was issued before the tenant moved to another database", "must be an event id or cursor of now"))
            {
                RestoredAt = epochs[0].After,
            };
        }

        return current.Id == epoch
            ? new(at, null)
            : new(null, new(member, "belongs to events that the restore of a backup removed", "must be an event of the restored database"))
            {
                RestoredAt = current.After,
            };
    }

    private FeedEpoch EpochOf(EventPosition at)
    {
        for (var last = epochs.Count - 1; last > 0; last--)
        {
            if (at > epochs[last].After)
            {
                return epochs[last];
            }
        }

        return epochs[0];
    }

    private void WriteMac(ReadOnlySpan<byte> content, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, content, hash);
        hash[..MacLength].CopyTo(into);
    }
}
