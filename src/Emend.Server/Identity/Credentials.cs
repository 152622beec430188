using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;

namespace Emend.Server.Identity;

/// <summary>Keys for programs are made, rotated and revoked. A secret is random and long, so its plain SHA-256 is kept.</summary>
internal sealed class Credentials(Registrar registrar, IPeopleStore store) : ICredentials
{
    private const int SecretLength = 43;
    private const string Prefix = "emend_";

    public async Task<ImmutableArray<Credential>> List(TenantId tenant, CancellationToken ct) =>
        (await store.Book(tenant, ct))?.Credentials ?? [];

    public async Task<PeopleAnswer<IssuedCredential>> Create(
        TenantId tenant, Actor by, string name, ImmutableArray<RoleAssignment> roles, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        if (await registrar.Unknown(tenant, "roles", roles.SelectMany(r => r.Facilities), ct) is { IsEmpty: false } unknown)
            return Not(PeopleEnd.Refused, [.. unknown]);
        var now = registrar.Now;
        if (expiresAt <= now) return Not(PeopleEnd.Refused, new Fault("expiresAt", "is past", "must be later than now"));
        var made = new Credential(tenant, new(registrar.NewId()), name) { Roles = roles, CreatedAt = now, ExpiresAt = expiresAt };
        var secret = NewSecret();
        return await registrar.Change(tenant, by, Decide, ct);

        Ruling<IssuedCredential> Decide(IdentityBook book)
        {
            if (Grants.Unknown("roles", roles, book.Roles) is { IsEmpty: false } none) return Not(PeopleEnd.Refused, [.. none]);
            if (Grants.Beyond(by, "roles", roles, book.Roles) is { IsEmpty: false } beyond) return Not(PeopleEnd.Forbidden, [.. beyond]);
            return book.Credentials.Any(c => c.Name == name)
                ? Not(PeopleEnd.Taken, new Fault("name", "is another credential's", "must be one that no credential has"))
                : new Ruling<IssuedCredential>(
                    PeopleAnswer<IssuedCredential>.Done(new(made, secret)),
                    new IdentityChange.AddCredential(made, new(ApiKeys.Hash(secret), null)), Of("credential.created", made));
        }
    }

    public async Task<PeopleAnswer<IssuedCredential>> Rotate(
        TenantId tenant, Actor by, ActorId credential, TimeSpan overlap, CancellationToken ct)
    {
        var secret = NewSecret();
        return await registrar.Change(tenant, by, Decide, ct);

        Ruling<IssuedCredential> Decide(IdentityBook book)
        {
            if (Found(book, credential) is not { } found) return Not(PeopleEnd.Missing);
            if (Grants.Beyond(by, "", found.Roles, book.Roles) is { IsEmpty: false } beyond) return Not(PeopleEnd.Forbidden, [.. beyond]);
            var now = registrar.Now;
            return new(
                PeopleAnswer<IssuedCredential>.Done(new(found with { Version = found.Version + 1 }, secret)),
                new IdentityChange.Rotate(found, new(ApiKeys.Hash(secret), null), now, now + overlap), Of("credential.rotated", found));
        }
    }

    public async Task<PeopleAnswer<Credential>> Revoke(TenantId tenant, Actor by, ActorId credential, CancellationToken ct) =>
        await registrar.Change(tenant, by, book =>
        {
            if (Found(book, credential) is not { } found) return PeopleAnswer<Credential>.Not(PeopleEnd.Missing);
            return Grants.Beyond(by, "", found.Roles, book.Roles) is { IsEmpty: false } beyond
                ? PeopleAnswer<Credential>.Not(PeopleEnd.Forbidden, beyond)
                : new Ruling<Credential>(
                    PeopleAnswer<Credential>.Done(found), new IdentityChange.RemoveCredential(found), Of("credential.revoked", found));
        }, ct);

    private static string NewSecret() => Prefix + Secrets.Text(SecretLength);

    private static Credential? Found(IdentityBook book, ActorId id) => book.Credentials.FirstOrDefault(c => c.Id == id);

    private static PeopleAnswer<IssuedCredential> Not(PeopleEnd end, params ImmutableArray<Fault> faults) =>
        PeopleAnswer<IssuedCredential>.Not(end, faults);

    private static Deed Of(string deed, Credential credential) => new(deed, credential.Id.Value, credential.Name);
}
