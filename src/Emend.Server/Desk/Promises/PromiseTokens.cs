using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core;

namespace Emend.Server.Desk.Promises;

/// <summary>A promise as a request brought it: what it says, or why it is not taken. Neither where it brought none.</summary>
internal readonly record struct Held(Promise? Promise, Tolerance Tolerance, PromiseFault? Fault)
{
    /// <summary>The outcome, if the promise is kept; both, if it is not. A refusal stays one.</summary>
    public Outcome Against(Outcome.Decided decided)
    {
        if (Promise is not { } promised)
            return decided;
        var order = decided.Decision switch
        {
            Decision.Accepted accepted => accepted.After,
            Decision.NoChange => decided.Before,
            _ => null,
        };
        if (order is null)
            return decided;
        var now = Core.Promise.Of(order);
        return promised.BrokenBy(now, Tolerance) is { IsEmpty: false } breaks
            ? new Outcome.Changed(promised, now, breaks, decided)
            : decided;
    }
}

/// <summary>Makes the tokens of previews and reads them again: key, body and HMAC-SHA256, each base64url, with dots in between.</summary>
internal sealed class PromiseTokens(IPromiseKeys keys, TimeProvider clock)
{
    private const string Prefix = "p1";
    private const int MostCharacters = 64 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>The decision's promise; null where it does nothing, or nothing is promised for such a request.</summary>
    public async ValueTask<SignedPromise?> Sign(DeskRequest request, Outcome.Decided decided, CancellationToken ct)
    {
        if (decided is not { Decision: Decision.Accepted { After: var after }, Before: not null }
            || CommandHash.Of(request.Command) is not { } command)
            return null;
        var promise = Promise.Of(after);
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Life).ToUnixTimeSeconds());
        var body = new PromiseBody(
            request.Caller.Tenant.Value,
            decided.Actor.Id.Value,
            after.Id.Value,
            command,
            $"{decided.Policy.Name} {decided.Policy.Version}",
            expires.ToUnixTimeSeconds(),
            PromiseBody.LinesOf(promise),
            PromiseBody.TotalOf(promise),
            PromiseBody.UnitsOf(promise));
        var key = await keys.Current(ct);
        var signed = $"{Prefix}.{key.Id}.{Base64Url.EncodeToString(body.ToBytes())}";
        var mac = HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes(signed));
        return new($"{signed}.{Base64Url.EncodeToString(mac)}", expires);
    }

    /// <summary>What the request's token promises to this very request.</summary>
    public async ValueTask<Held> Open(DeskRequest request, CancellationToken ct)
    {
        if (request.Promised is not { } promised)
            return default;
        var (body, fault) = await Verify(promised.Token, ct);
        fault ??= FaultOf(request, body!);
        return fault is null ? new Held(body!.ToPromise(), promised.Tolerance, null) : new Held(null, default, fault);
    }

    private async ValueTask<(PromiseBody? Body, PromiseFault? Fault)> Verify(string token, CancellationToken ct)
    {
        var parts = token.Length <= MostCharacters ? token.Split('.') : [];
        if (parts is not [Prefix, var id, var packed, var mac] || !Base64Url.IsValid(packed) || !Base64Url.IsValid(mac))
            return (null, PromiseFault.Malformed);
        if (await keys.Find(id, ct) is not { } key)
            return (null, PromiseFault.Altered);
        var due = HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(token[..token.LastIndexOf('.')]));
        return CryptographicOperations.FixedTimeEquals(due, Base64Url.DecodeFromChars(mac))
            ? (PromiseBody.Of(Base64Url.DecodeFromChars(packed)), null)
            : (null, PromiseFault.Altered);
    }

    private PromiseFault? FaultOf(DeskRequest request, PromiseBody body) =>
        body.Tenant != request.Caller.Tenant.Value || request.Key is not OrderKey.ById { Id: var id } || id.Value != body.Order
            ? PromiseFault.OtherOrder
        : body.Actor != request.Caller.User.Value ? PromiseFault.OtherCaller
        : body.Command != CommandHash.Of(request.Command) ? PromiseFault.OtherCommand
        : body.Expires <= clock.GetUtcNow().ToUnixTimeSeconds() ? PromiseFault.Expired
        : null;
}
