using System.Security.Cryptography;

namespace Emend.Server.Identity;

/// <summary>The credential of the operator, who manages tenants and belongs to none.</summary>
/// <param name="KeyHash">The SHA-256 of the key; null if the operator API is off.</param>
internal sealed record OperatorOptions(byte[]? KeyHash)
{
    public const string HashKey = "Emend:Operator:KeyHash";

    private const int HashDigits = 64;

    /// <summary>Reads the hexadecimal digits of a SHA-256. Returns null if they are invalid.</summary>
    public static OperatorOptions? Parse(string? digits) => digits switch
    {
        null => new((byte[]?)null),
        { Length: HashDigits } when digits.All(char.IsAsciiHexDigit) => new(Convert.FromHexString(digits)),
        _ => null,
    };
}

/// <summary>Verifies the key of the operator. The key of a tenant never passes, and the operator's key opens no API of a tenant.</summary>
internal sealed class OperatorKeyVerifier(OperatorOptions options)
{
    public const string Header = "X-Operator-Key";

    private const int MaxLength = 200;

    /// <summary>Whether the operator API is on.</summary>
    public bool IsEnabled => options.KeyHash is not null;

    /// <summary>Compares the hashes in constant time.</summary>
    public bool IsValid(string key) => options.KeyHash is { } hash && key.Length is > 0 and <= MaxLength
        && CryptographicOperations.FixedTimeEquals(ApiKeyReader.Hash(key), hash);
}
