using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

/// <summary>Sign-in attempts, refresh tokens, and signing keys.</summary>
internal sealed class SignInStore(Database database, TenantDirectory directory) : ISignInStore
{
    private readonly Database _main = directory.Servers.Main;

    public async Task<SignInLookup> FindUser(
        string signInKey, string name, CancellationToken ct) => await (await directory.FindSignInKey(signInKey, ct)).Read(
        [
            IdentityStore.SelectTenant(signInKey),
            Statement.From(
                $"""
                SELECT {IdentityStore.UserColumns} FROM users u JOIN tenants t ON t.tenant_id = u.tenant_id
                WHERE t.sign_in_key = $1 AND (u.username = $2 OR u.email = $2)
                ORDER BY CASE WHEN u.username = $2 THEN 0 ELSE 1 END LIMIT 2
                """,
                signInKey, name),
        ],
        async (rows, token) =>
        {
            var tenant = await rows.First(IdentityStore.ReadTenant, token);
            await rows.Next(token);
            var users = await rows.List(row => IdentityStore.ReadUser(row), token);
            return new SignInLookup(tenant, users is [_] || (users is [var first, ..] && first.Username == name) ? users[0] : null);
        },
        ct);

    public Task AddRefreshToken(RefreshToken token, long now, CancellationToken ct) => Commit(
        [
            Statement.From(
                "DELETE FROM refresh_tokens WHERE tenant_id = $1 AND user_id = $2 AND expires_at <= $3",
                token.Tenant.Value, token.User.Value, now),
            Statement.One(
                "INSERT INTO refresh_tokens (token_hash, tenant_id, user_id, expires_at) VALUES ($1, $2, $3, $4)",
                token.Hash, token.Tenant.Value, token.User.Value, token.ExpiresAt),
        ],
        ct);

    public async Task<RefreshTokenLookup> FindRefreshToken(
        string signInKey, byte[] hash, CancellationToken ct) => await (await directory.FindSignInKey(signInKey, ct)).Read(
        [
            IdentityStore.SelectTenant(signInKey),
            Statement.From(
                $"""
                SELECT r.expires_at, {IdentityStore.UserColumns} FROM refresh_tokens r
                JOIN tenants t ON t.tenant_id = r.tenant_id
                JOIN users u ON u.tenant_id = r.tenant_id AND u.user_id = r.user_id
                WHERE r.token_hash = $1 AND t.sign_in_key = $2
                """,
                hash, signInKey),
        ],
        async (rows, token) =>
        {
            var tenant = await rows.First(IdentityStore.ReadTenant, token);
            await rows.Next(token);
            var found = await rows.First(row => ((long ExpiresAt, User Person)?)(row.Long(0), IdentityStore.ReadUser(row, 1)), token);
            return found is var (expiresAt, user)
                ? new RefreshTokenLookup(tenant, new(hash, user.Tenant, user.Id, expiresAt), user)
                : new RefreshTokenLookup(tenant, null, null);
        },
        ct);

    public Task ExtendRefreshToken(TenantId tenant, byte[] hash, long expiresAt, CancellationToken ct) => Commit(
        [
            Statement.From(
                "UPDATE refresh_tokens SET expires_at = $3 WHERE tenant_id = $1 AND token_hash = $2 AND expires_at < $3",
                tenant.Value, hash, expiresAt),
        ],
        ct);

    public async Task<bool> TryCountAttempt(SignInAttempt attempt, CancellationToken ct)
    {
        while (true)
        {
            var result = await database.Write(
                [
                    Statement.From(
                        "DELETE FROM sign_in_failures WHERE tenant_id = $1 AND last_at <= $2 AND locked_until <= $3",
                        attempt.Tenant.Value, attempt.FailuresSince, attempt.Now),
                    Statement.One(
                        """
                        INSERT INTO sign_in_failures (tenant_id, username, failures, last_at, locked_until)
                        VALUES ($1, $2, 1, $3, CASE WHEN $4 <= 1 THEN $5 ELSE 0 END)
                        ON CONFLICT (tenant_id, username) DO UPDATE SET failures = sign_in_failures.failures + 1, last_at = $3,
                            locked_until = CASE WHEN sign_in_failures.failures + 1 >= $4 THEN $5 ELSE 0 END
                        WHERE sign_in_failures.locked_until <= $3
                        """,
                        attempt.Tenant.Value, attempt.Username, attempt.Now, (long)attempt.MaxFailures, attempt.LockedUntil),
                ],
                ct);
            if (result.Failure != TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }

    public Task ResetFailures(TenantId tenant, string username, CancellationToken ct) => Commit([DeleteFailures(tenant, username)], ct);

    /// <summary>Deletes the failures of a username.</summary>
    public static Statement DeleteFailures(TenantId tenant, string username) => Statement.From(
        "DELETE FROM sign_in_failures WHERE tenant_id = $1 AND username = $2", tenant.Value, username);

    public Task DeleteRefreshTokens(TenantId tenant, ActorId user, CancellationToken ct) => Commit(
        [Statement.From("DELETE FROM refresh_tokens WHERE tenant_id = $1 AND user_id = $2", tenant.Value, user.Value)], ct);

    public async Task<ImmutableArray<SigningKey>> ReadSigningKeys(long now, CancellationToken ct)
    {
        var query = Statement.From("SELECT key_id, secret, created_at, expires_at FROM signing_keys WHERE expires_at > $1", now);
        return [.. await _main.List(query, row => new SigningKey(row.Text(0), row.Bytes(1), row.Long(2), row.Long(3)), ct)];
    }

    public Task AddSigningKey(SigningKey key, CancellationToken ct) => Commit(
        _main,
        [
            Statement.From("DELETE FROM signing_keys WHERE expires_at <= $1", key.CreatedAt),
            Statement.From(
                """
                INSERT INTO signing_keys (key_id, secret, created_at, expires_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (key_id) DO NOTHING
                """,
                key.Id, key.Secret, key.CreatedAt, key.ExpiresAt),
        ],
        ct);

    private Task Commit(Statement[] statements, CancellationToken ct) => Commit(database, statements, ct);

    private static async Task Commit(Database target, Statement[] statements, CancellationToken ct)
    {
        while (true)
        {
            var result = await target.Write(statements, ct);
            if (result.IsCommitted)
            {
                return;
            }

            if (result.Failure != TransactionFailure.Retry)
            {
                throw new InvalidOperationException($"Could not write identity data: {result.Failure}.");
            }
        }
    }
}
