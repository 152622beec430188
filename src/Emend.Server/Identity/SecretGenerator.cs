using System.Security.Cryptography;

namespace Emend.Server.Identity;

/// <summary>Generates random secrets.</summary>
internal static class SecretGenerator
{
    /// <summary>Letters and digits that are easy to distinguish on a screen.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static string CreateText(int length) => RandomNumberGenerator.GetString(Letters, length);

    public static byte[] CreateBytes(int length) => RandomNumberGenerator.GetBytes(length);
}
