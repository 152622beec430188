using System.Collections.Immutable;
using Emend.Server.Identity;

namespace Emend.Server.Application.Tenants;

/// <summary>Validates a tenant to create. The API and the command line report the same errors.</summary>
internal static class TenantValidation
{
    public const int MaxNameLength = 200;
    public const int MaxIdLength = 63;
    public const int MaxApiKeyNameLength = 100;
    public const int MaxDays = 36_500;
    private const string IdExpected = "must have 2 to 63 lower-case letters, digits and hyphens, and begin and end with a letter or digit";

    public static ImmutableArray<IdentityValidationError> Validate(TenantRequest request) =>
    [
        .. ValidateId("id", request.Id),
        .. ValidateName("name", request.Name, MaxNameLength),
        .. request.SignInKey is { } key ? ValidateId("signInKey", key) : [],
        .. UserValidation.ValidateUsername(request.Administrator).Select(e => e with { Path = "administrator.username" }),
        .. request.Password is { } password
            ? UserValidation.ValidatePassword(password, request.Administrator).Select(e => e with { Path = "administrator.password" })
            : [],
        .. request.ApiKeyName is { } name ? ValidateName("apiKey.name", name, MaxApiKeyNameLength) : [],
        .. ValidateDays("settings.retentionDays", request.Settings.RetentionDays),
        .. ValidateDays("settings.deletionDays", request.Settings.DeletionDays),
    ];

    public static ImmutableArray<IdentityValidationError> ValidateDatabase(string database, IReadOnlyList<string> databases) =>
        databases.Contains(database)
            ? []
            : [new(
                "database", $"is {database[..Math.Min(database.Length, MaxIdLength)]}", $"must be one of {string.Join(", ", databases)}")];

    private static IEnumerable<IdentityValidationError> ValidateId(string path, string id)
    {
        if (id.Length is < 2 or > MaxIdLength || id[0] == '-' || id[^1] == '-'
            || !id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            yield return new(path, $"is {id[..Math.Min(id.Length, MaxIdLength)]}", IdExpected);
        }
    }

    private static IEnumerable<IdentityValidationError> ValidateName(string path, string name, int max)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > max || name.Any(char.IsControl))
        {
            yield return new(path, $"has {name.Length} characters", $"must be one line of 1 to {max} characters that is not blank");
        }
    }

    private static IEnumerable<IdentityValidationError> ValidateDays(string path, long? days)
    {
        if (days is < 0 or > MaxDays)
        {
            yield return new(path, $"is {days}", $"must be 0 to {MaxDays}");
        }
    }
}
