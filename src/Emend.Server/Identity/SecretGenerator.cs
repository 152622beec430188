using System.Security.Cryptography;

namespace Emend.Server.Identity;

/// <summary>What nobody can guess.</summary>
internal static class SecretGenerator
{
    /// <summary>Letters and digits that are not mistaken for one another when read off a screen.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static string Text(int length) => RandomNumberGenerator.GetString(Letters, length);

    public static byte[] Bytes(int length) => RandomNumberGenerator.GetBytes(length);
}
