using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>Maps credentials and their secrets to rows.</summary>
internal static class CredentialRows
{
    public const string Select = $"SELECT tenant_id, credential_id, {Columns} FROM credentials";

    private const string Columns = "name, doc, version, created_at, expires_at, last_used_at";
    private const int LookupBytes = 8;

    public static Credential Read(QueryResultReader row) => new(new(row.Text(0)), new(row.Text(1)), row.Text(2))
    {
        Roles = IdentitySerializer.ReadCredentialRoles(row.Bytes(3)),
        Version = row.Long(4),
        CreatedAt = row.Instant(5),
        ExpiresAt = ToTime(row.LongOrNull(6)),
        LastUsedAt = ToTime(row.LongOrNull(7)),
    };

    /// <summary>Prefix of the hash that finds the rows. The whole hash is compared in memory in constant time.</summary>
    public static string CreateLookup(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, LookupBytes));

    public static DateTimeOffset? ToTime(long? micros) => micros is { } known ? UnixMicroseconds.ToTime(known) : null;

    public static Statement Insert(Credential credential) => Statement.One(
        $"INSERT INTO credentials (tenant_id, credential_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        credential.Tenant.Value, credential.Id.Value, credential.Name, IdentitySerializer.Write(credential), credential.Version,
        UnixMicroseconds.FromTime(credential.CreatedAt), Micros(credential.ExpiresAt), Micros(credential.LastUsedAt));

    public static Statement Insert(Credential credential, CredentialSecret secret) => Statement.One(
        "INSERT INTO credential_secrets (secret_hash, lookup, tenant_id, credential_id, ends_at) VALUES ($1, $2, $3, $4, $5)",
        secret.Hash, CreateLookup(secret.Hash), credential.Tenant.Value, credential.Id.Value, Micros(secret.EndsAt));

    /// <summary>Deletes expired secrets, sets the end of valid secrets unless they end earlier, and adds the new secret.</summary>
    public static IEnumerable<Statement> Rotate(IdentityChange.RotateSecret rotateSecret)
    {
        var (credential, until) = (rotateSecret.Credential, UnixMicroseconds.FromTime(rotateSecret.PreviousSecretsExpireAt));
        yield return Statement.One(
            "UPDATE credentials SET version = version + 1 WHERE tenant_id = $1 AND credential_id = $2 AND version = $3",
            credential.Tenant.Value, credential.Id.Value, credential.Version);
        yield return Statement.From(
            "DELETE FROM credential_secrets WHERE tenant_id = $1 AND credential_id = $2 AND ends_at <= $3",
            credential.Tenant.Value, credential.Id.Value, UnixMicroseconds.FromTime(rotateSecret.Now));
        yield return Statement.From(
            """
            UPDATE credential_secrets SET ends_at = $3
            WHERE tenant_id = $1 AND credential_id = $2 AND (ends_at IS NULL OR ends_at > $3)
            """,
            credential.Tenant.Value, credential.Id.Value, until);
        yield return Insert(credential, rotateSecret.Secret);
    }

    public static Statement DeleteSecrets(Credential credential) => Statement.From(
        "DELETE FROM credential_secrets WHERE tenant_id = $1 AND credential_id = $2", credential.Tenant.Value, credential.Id.Value);

    private static long? Micros(DateTimeOffset? moment) => moment is { } known ? UnixMicroseconds.FromTime(known) : null;
}
