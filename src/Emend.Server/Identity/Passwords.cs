using Emend.Server.Desk;
using Microsoft.AspNetCore.Identity;

namespace Emend.Server.Identity;

/// <summary>Hashes and checks passwords by the framework's hasher: slow on purpose, and equally slow for nobody's.</summary>
internal static class Passwords
{
    private static readonly PasswordHasher<Person> Hasher = new();
    private static readonly Person Nobody = new(default, default, "", "");
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, Secrets.Text(32)));

    public static string Hash(string password) => Hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the person's password. For nobody it is computed all the same, so that the time does not tell.</summary>
    public static bool Are(Person? person, string password)
    {
        var hash = person?.PasswordHash ?? NobodysHash.Value;
        return Hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed && person is not null;
    }
}
