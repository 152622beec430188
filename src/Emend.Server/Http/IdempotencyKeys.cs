using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Http;

/// <summary>Reads the Idempotency-Key header. Writes to an order with the same key are applied once.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";

    private const int Max = 200;

    /// <summary>Returns the validation error of the header, or null if the header is valid or absent.</summary>
    public static ValidationError? Validate(HttpRequest request) => request.Headers[Header] switch
    {
        [] => null,
        [{ Length: > 0 and <= Max } key] when key.All(c => c is >= '!' and <= '~') => null,
        _ => new(Header, "is not a valid key", $"must be one key of 1 to {Max} visible ASCII characters"),
    };

    public static IdempotencyKey? Create(HttpRequest request, Caller caller, ReadOnlyMemory<byte> body) =>
        request.Headers[Header] is [{ } key] ? new(key, caller.User.Value, Fingerprint(request, body)) : null;

    private static string Fingerprint(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
