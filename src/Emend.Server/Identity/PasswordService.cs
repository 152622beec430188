using Emend.Server.Application;
using Microsoft.AspNetCore.Identity;

namespace Emend.Server.Identity;

/// <summary>Hashes and checks passwords by the framework's hasher: slow on purpose, and equally slow for nobody's.</summary>
internal static class PasswordService
{
    private static readonly PasswordHasher<User> Hasher = new();
    private static readonly User Nobody = new(default, default, "", "");
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, SecretGenerator.Text(32)));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the person's password. For nobody it is computed all the same, so that the time does not tell.</summary>
    public static bool Are(User? user, string password)
    {
        var hash = user?.PasswordHash ?? NobodysHash.Value;
        return Hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed && user is not null;
    }
}
