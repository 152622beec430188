using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Application.Search;

namespace Emend.Server.Http;

/// <summary>Creates cursors of event feed positions. A MAC with a secret that all nodes share detects altered cursors.</summary>
internal sealed class EventCursors(ISharedSecretStore secrets)
{
    private const string Name = "event cursors";

    public async Task<TenantEventCursors> ForTenant(TenantId tenant, CancellationToken ct) =>
        new(await secrets.GetOrCreate(Name, ct), tenant);
}

/// <summary>Writes and reads the cursors of one tenant. The same position always has the same cursor.</summary>
internal sealed class TenantEventCursors(byte[] secret, TenantId tenant)
{
    private const int MacLength = 12;
    private const int FingerprintLength = 8;
    private const int ContentLength = FingerprintLength + sizeof(long) + sizeof(long) + sizeof(int);
    private const string Expected = "must be an unchanged event id or page cursor";

    private readonly byte[] _fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value))[..FingerprintLength];

    public string Write(EventPosition at)
    {
        Span<byte> bytes = stackalloc byte[MacLength + ContentLength];
        var content = bytes[MacLength..];
        _fingerprint.CopyTo(content);
        BinaryPrimitives.WriteInt64BigEndian(content[FingerprintLength..], at.Transaction);
        BinaryPrimitives.WriteInt64BigEndian(content[(FingerprintLength + sizeof(long))..], at.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(content[(ContentLength - sizeof(int))..], at.Index);
        WriteMac(content, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Returns the position, or the validation error of the cursor.</summary>
    public (EventPosition? At, ValidationError? Problem) Read(string member, string text)
    {
        Span<byte> bytes = stackalloc byte[MacLength + ContentLength];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length)
        {
            return (null, new(member, $"is {ValueFormatter.Truncate(text)}, which is not a cursor", Expected));
        }

        var content = bytes[MacLength..];
        Span<byte> seal = stackalloc byte[MacLength];
        WriteMac(content, seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, bytes[..MacLength]))
        {
            return (null, new(member, "was altered or issued by another installation", Expected));
        }

        if (!content[..FingerprintLength].SequenceEqual(_fingerprint))
        {
            return (null, new(member, "was issued to another tenant", "must be a cursor of this tenant; omit it to start over"));
        }

        return (
            new EventPosition(
                BinaryPrimitives.ReadInt64BigEndian(content[FingerprintLength..]),
                BinaryPrimitives.ReadInt64BigEndian(content[(FingerprintLength + sizeof(long))..]),
                BinaryPrimitives.ReadInt32BigEndian(content[(ContentLength - sizeof(int))..])),
            null);
    }

    private void WriteMac(ReadOnlySpan<byte> content, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, content, hash);
        hash[..MacLength].CopyTo(into);
    }
}
