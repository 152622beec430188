using System.Collections.Frozen;

namespace Emend.Server.Identity;

/// <summary>Validates usernames and passwords. Runs before the permission check.</summary>
internal static class UserValidation
{
    public const int MinUsernameLength = 3;
    public const int MaxUsernameLength = 100;
    public const int MinPasswordLength = 10;
    public const int MaxPasswordLength = 200;
    private const int MinDistinctCharacters = 5;

    /// <summary>Common passwords with at least ten characters.</summary>
    private static readonly FrozenSet<string> Common = """
        1234567890 0123456789 12345678910 123456789a 123456789q 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwertyuiop123 qwerty12345
        qwerty123456 asdfghjkl1 zxcvbnm123 abcdefghij abcdefg123 abcd123456 password12 password123 password1234 passw0rd123
        p@ssw0rd123 p@ssword123 mypassword iloveyou12 iloveyou123 letmein123 welcome123 welcome1234 changeme123 changeme12
        admin12345 admin123456 administrator administrator1 superadmin supervisor fulfillment sunshine123 football123
        baseball123 princess123 superman123 michael123 dragon12345 monkey12345 trustno1234 secret1234 secret12345 default123
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<IdentityValidationError> ValidateUsername(string username)
    {
        if (username.Length is < MinUsernameLength or > MaxUsernameLength)
        {
            yield return new(
                "username", $"has {username.Length} characters", $"must have {MinUsernameLength} to {MaxUsernameLength} characters");
        }

        if (username.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            yield return new("username", "contains whitespace or control characters", "must not contain whitespace or control characters");
        }
    }

    /// <summary>Error texts do not contain the password.</summary>
    public static IEnumerable<IdentityValidationError> ValidatePassword(string password, string username)
    {
        const string Path = "password";
        if (password.Length is < MinPasswordLength or > MaxPasswordLength)
        {
            yield return new(Path, $"has {password.Length} characters", $"must have {MinPasswordLength} to {MaxPasswordLength} characters");
        }
        else if (Common.Contains(password))
        {
            yield return new(Path, "is a common password", "must be hard to guess, such as several words");
        }
        else if (password.Distinct().Count() < MinDistinctCharacters)
        {
            yield return new(Path, "has too few different characters", $"must have at least {MinDistinctCharacters} different characters");
        }

        if (IsName(password, username))
        {
            yield return new(Path, "is the username", "must differ from the username");
        }
    }

    private static bool IsName(string password, string username) =>
        password.Equals(username, StringComparison.OrdinalIgnoreCase)
        || password.Equals(username.Split('@')[0], StringComparison.OrdinalIgnoreCase);
}
