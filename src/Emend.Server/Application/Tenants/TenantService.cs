using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Identity;

namespace Emend.Server.Application.Tenants;

/// <summary>
/// Creates, suspends, resumes, moves and removes tenants. The operator API and the command line use it; no credential of a tenant reaches
/// it.
/// </summary>
internal sealed class TenantService(ITenantStore store, ITenantMover mover, TimeProvider clock, ILogger<TenantService> log)
{
    private const int PasswordLength = 20;
    private const string Emend = "emend";

    public async Task<TenantCreation> Create(TenantRequest request, CancellationToken ct)
    {
        var database = request.Database ?? store.Databases[0];
        var invalid = TenantValidation.ValidateDatabase(database, store.Databases);
        if (TenantValidation.Validate(request).AddRange(invalid) is { IsEmpty: false } errors)
        {
            return new TenantCreation.Invalid(errors);
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var tenant = new Tenant(new(request.Id), request.SignInKey ?? request.Id, request.Name);
        var password = request.Password ?? SecretGenerator.CreateText(PasswordLength);
        var administrator = new User(
            tenant.Id, new(Guid.CreateVersion7(now).ToString()), SignInService.NormalizeUsername(request.Administrator),
            PasswordService.Hash(password))
        {
            LastName = "Administrator",
            Roles = [new(BuiltInRoles.Administrator, [])],
            CreatedAt = now,
            ModifiedAt = now,
        };
        var secret = request.ApiKeyName is null ? null : CredentialService.NewSecret();
        var rows = new NewTenantRows(tenant, administrator, now)
        {
            ApiKey = secret is null ? null : CreateApiKey(tenant.Id, request.ApiKeyName!, secret, now),
            Settings = [.. TenantSettings(request.Settings, now)],
        };
        if (!await store.Add(rows with { Audit = [.. CreateAudit(rows)] }, database, ct))
        {
            return await store.Find(tenant.Id, ct) is null
                ? new TenantCreation.Taken("signInKey", tenant.SignInKey)
                : new TenantCreation.Taken("id", tenant.Id.Value);
        }

        log.LogInformation("The operator created tenant {Tenant}.", tenant.Id);
        return new TenantCreation.Created(new(
            new(tenant, TenantState.Active, now) { Database = database }, administrator.Username,
            request.Password is null ? password : null, secret));
    }

    public Task<IReadOnlyList<TenantEntry>> List(string after, int max, CancellationToken ct) => store.List(after, max, ct);

    public Task<TenantEntry?> Find(TenantId tenant, CancellationToken ct) => store.Find(tenant, ct);

    /// <summary>Suspends an active tenant. A suspended tenant stays suspended.</summary>
    public Task<TenantStateChange> Suspend(TenantId tenant, CancellationToken ct) =>
        Change(tenant, TenantState.Active, TenantState.Suspended, ct);

    /// <summary>Resumes a suspended tenant. An active tenant stays active.</summary>
    public Task<TenantStateChange> Resume(TenantId tenant, CancellationToken ct) =>
        Change(tenant, TenantState.Suspended, TenantState.Active, ct);

    /// <summary>Moves a suspended tenant to a database. It stays suspended.</summary>
    public async Task<TenantMove> Move(TenantId tenant, string database, CancellationToken ct)
    {
        if (TenantValidation.ValidateDatabase(database, store.Databases) is { IsEmpty: false } errors)
        {
            return new TenantMove.UnknownDatabase(errors);
        }

        var result = await mover.Move(tenant, database, ct);
        if (result is TenantMove.Moved)
        {
            log.LogInformation("The operator moved tenant {Tenant} to database {Database}.", tenant, database);
        }

        return result;
    }

    /// <summary>
    /// Starts the removal of a suspended tenant. <see cref="DeleteRemoved"/> deletes its rows. A repeated request changes nothing.
    /// </summary>
    public Task<TenantStateChange> BeginRemoval(TenantId tenant, CancellationToken ct) =>
        Change(tenant, TenantState.Suspended, TenantState.Removing, ct);

    /// <summary>
    /// Deletes the rows of all tenants whose removal was started. A failure is logged and delays only its tenant. Returns the number of
    /// removed tenants.
    /// </summary>
    public async Task<int> DeleteRemoved(CancellationToken ct)
    {
        var removed = 0;
        foreach (var tenant in await store.ListRemoving(ct))
        {
            try
            {
                await store.DeleteRows(tenant, ct);
                removed++;
                log.LogInformation("Tenant {Tenant} is removed.", tenant);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // the next run retries
            {
                log.LogWarning(failure, "Could not delete the data of removed tenant {Tenant}.", tenant);
            }
        }

        return removed;
    }

    private async Task<TenantStateChange> Change(TenantId tenant, TenantState from, TenantState to, CancellationToken ct)
    {
        var isChanged = await store.ChangeState(tenant, from, to, ct);
        if (isChanged)
        {
            log.LogInformation("The operator changed tenant {Tenant} from {From} to {To}.", tenant, from, to);
        }

        return await store.Find(tenant, ct) switch
        {
            null => new TenantStateChange.NotFound(),
            { } found when isChanged || found.State == to => new TenantStateChange.Changed(found),
            { State: var current } => new TenantStateChange.NotAllowed(current),
        };
    }

    private static (Credential Credential, CredentialSecret Secret) CreateApiKey(
        TenantId tenant, string name, string secret, DateTimeOffset now) => (
        new(tenant, new(Guid.CreateVersion7(now).ToString()), name) { Roles = [new(BuiltInRoles.Administrator, [])], CreatedAt = now },
        new(ApiKeyReader.Hash(secret), null));

    private static IEnumerable<(string Name, StoredSetting Setting)> TenantSettings(TenantSettingValues values, DateTimeOffset now)
    {
        foreach (var (flag, value) in ((FlagSetting, bool?)[])
        [
            (FlagSetting.OrderModification, values.AllowLineItemModification),
            (FlagSetting.OrderCancellation, values.AllowForceCancellation),
        ])
        {
            if (value is { } known)
            {
                yield return (flag.Name, new(1, SettingSerializer.WriteFlag(flag, new(1, known, now, now))));
            }
        }

        if (values.InfiniteStock is { } infinite)
        {
            yield return (ISettingStore.OrderRouting, new(1, SettingSerializer.WriteInfiniteStock(infinite)));
        }

        if (values.RetentionDays is not null || values.DeletionDays is not null)
        {
            var gdpr = GdprSettings.Default with
            {
                RetentionDays = values.RetentionDays ?? GdprSettings.Default.RetentionDays,
                DeletionDays = values.DeletionDays ?? GdprSettings.Default.DeletionDays,
            };
            yield return (ISettingStore.Gdpr, new(1, SettingSerializer.WriteGdpr(new(1, gdpr, now, now))));
        }
    }

    private static IEnumerable<AuditEntry> CreateAudit(NewTenantRows rows)
    {
        var first = UnixMicroseconds.FromTime(rows.CreatedAt);
        yield return Entry(0, "user.created", rows.Administrator.Id.Value, rows.Administrator.Username);
        if (rows.ApiKey is var (credential, _))
        {
            yield return Entry(1, "credential.created", credential.Id.Value, credential.Name);
        }

        AuditEntry Entry(long at, string action, string id, string name) =>
            new(IdentityChangeExecutor.AuditId(first + at - 2), rows.CreatedAt, new(Emend), "Operator", action, id, name);
    }
}
