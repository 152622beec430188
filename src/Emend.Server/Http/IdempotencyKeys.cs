using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application;

namespace Emend.Server.Http;

/// <summary>The header by which a client may send a write to an order twice and have it done once.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";

    private const int Max = 200;

    /// <summary>What is wrong with the header, if anything.</summary>
    public static ValidationError? ProblemOf(HttpRequest request) => request.Headers[Header] switch
    {
        [] => null,
        [{ Length: > 0 and <= Max } key] when key.All(c => c is >= '!' and <= '~') => null,
        _ => new(Header, "is no key", $"must be one key of 1 to {Max} visible characters"),
    };

    public static IdempotencyKey? Of(HttpRequest request, Caller caller, ReadOnlyMemory<byte> body) =>
        request.Headers[Header] is [{ } key] ? new(key, caller.User.Value, Fingerprint(request, body)) : null;

    private static string Fingerprint(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
