using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Application.Search;

namespace Emend.Server.Http;

/// <summary>Places in the feed as texts: sealed by a secret that all nodes share, so that one which was altered is told.</summary>
internal sealed class EventCursors(ISharedSecretStore secrets)
{
    private const string Name = "event cursors";

    public async Task<TenantEventCursors> Of(TenantId tenant, CancellationToken ct) => new(await secrets.Secret(Name, ct), tenant);
}

/// <summary>Makes and reads the cursors of one tenant. The same place always has the same text.</summary>
internal sealed class TenantEventCursors(byte[] secret, TenantId tenant)
{
    private const int Seal = 12;
    private const int Print = 8;
    private const int Content = Print + sizeof(long) + sizeof(long) + sizeof(int);
    private const string Right = "must be the id of an event or the cursor of a page, as it was told";

    private readonly byte[] _print = SHA256.HashData(Encoding.UTF8.GetBytes(tenant.Value))[..Print];

    public string Write(EventPosition at)
    {
        Span<byte> bytes = stackalloc byte[Seal + Content];
        var content = bytes[Seal..];
        _print.CopyTo(content);
        BinaryPrimitives.WriteInt64BigEndian(content[Print..], at.Transaction);
        BinaryPrimitives.WriteInt64BigEndian(content[(Print + sizeof(long))..], at.Sequence);
        BinaryPrimitives.WriteInt32BigEndian(content[(Content - sizeof(int))..], at.Index);
        WriteSeal(content, bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place, or what is wrong with the cursor.</summary>
    public (EventPosition? At, ValidationError? Problem) Read(string member, string text)
    {
        Span<byte> bytes = stackalloc byte[Seal + Content];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length)
            return (null, new(member, $"is {ValueFormatter.Short(text)}, which is no cursor", Right));
        var content = bytes[Seal..];
        Span<byte> seal = stackalloc byte[Seal];
        WriteSeal(content, seal);
        if (!CryptographicOperations.FixedTimeEquals(seal, bytes[..Seal]))
            return (null, new(member, "was altered, or told by another installation", Right));
        if (!content[..Print].SequenceEqual(_print))
            return (null, new(member, "was told to another tenant", "must be one that this tenant was told; or begin anew without it"));
        return (
            new EventPosition(
                BinaryPrimitives.ReadInt64BigEndian(content[Print..]),
                BinaryPrimitives.ReadInt64BigEndian(content[(Print + sizeof(long))..]),
                BinaryPrimitives.ReadInt32BigEndian(content[(Content - sizeof(int))..])),
            null);
    }

    private void WriteSeal(ReadOnlySpan<byte> content, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, content, hash);
        hash[..Seal].CopyTo(into);
    }
}
