using Microsoft.AspNetCore.Identity;

namespace Emend.Server.Identity;

/// <summary>Hashes and verifies passwords with the hasher of ASP.NET Core. Verification takes the same time for unknown users.</summary>
internal static class PasswordService
{
    private static readonly PasswordHasher<User> Hasher = new();
    private static readonly User UnknownUser = new(default, default, "", "");
    private static readonly Lazy<string> UnknownUserHash = new(() => Hasher.HashPassword(UnknownUser, SecretGenerator.CreateText(32)));

    public static string Hash(string password) => Hasher.HashPassword(UnknownUser, password);

    /// <summary>
    /// Verifies the password. Computes a hash for an unknown user too, so the response time does not reveal whether a user exists.
    /// </summary>
    public static bool Verify(User? user, string password)
    {
        var hash = user?.PasswordHash ?? UnknownUserHash.Value;
        return Hasher.VerifyHashedPassword(UnknownUser, hash, password) != PasswordVerificationResult.Failed && user is not null;
    }
}
