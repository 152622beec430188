using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core;
using Emend.Server.Application.Orders;

namespace Emend.Server.Application.Quotes;

/// <summary>The verified quote of a request, or the error of its token. Both are null if the request has no token.</summary>
internal readonly record struct VerifiedQuote(Quote? Quote, QuoteTolerance Tolerance, QuoteTokenError? Error)
{
    /// <summary>Returns the decision, or QuoteDeviated if the result deviates beyond the tolerance. Rejections stay rejections.</summary>
    public OrderCommandResult Check(OrderCommandResult.Decided decided)
    {
        if (Quote is not { } quote)
        {
            return decided;
        }

        var now = decided.Decision switch
        {
            Decision.Accepted accepted => Core.Quote.From(accepted.After, decided.Policy, accepted.Overrides),
            Decision.NoChange => Core.Quote.From(decided.Before!),
            _ => null,
        };
        if (now is null)
        {
            return decided;
        }

        return quote.GetDeviations(now, Tolerance) is { IsEmpty: false } breaks
            ? new OrderCommandResult.QuoteDeviated(quote, now, breaks, decided)
            : decided;
    }
}

/// <summary>Signs and verifies quote tokens. Format: prefix, key id, payload and HMAC-SHA256, joined by dots.</summary>
internal sealed class QuoteTokenService(IQuoteSigningKeys keys, TimeProvider clock)
{
    private const string Prefix = "p1";
    private const int MaxLength = 64 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>The signed quote of an accepted decision; null for other decisions and for commands without quotes.</summary>
    public async ValueTask<SignedQuote?> Sign(OrderCommandRequest request, OrderCommandResult.Decided decided, CancellationToken ct)
    {
        if (decided is not { Decision: Decision.Accepted { After: var after } accepted, Before: not null }
            || CommandHash.Compute(request.Command) is not { } command)
        {
            return null;
        }

        var quote = Quote.From(after, decided.Policy, accepted.Overrides);
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        var body = new QuoteTokenPayload(
            request.Caller.Tenant.Value,
            decided.Actor.Id.Value,
            after.Id.Value,
            command,
            decided.Policy.Name,
            expires.ToUnixTimeSeconds(),
            QuoteTokenPayload.LinesOf(quote),
            QuoteTokenPayload.TotalOf(quote),
            QuoteTokenPayload.UnitsOf(quote))
        {
            Penalties = quote.Penalties.IsEmpty ? null : quote.Penalties,
        };
        var key = await keys.Current(ct);
        var signed = $"{Prefix}.{key.Id}.{Base64Url.EncodeToString(body.ToBytes())}";
        var mac = HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes(signed));
        return new($"{signed}.{Base64Url.EncodeToString(mac)}", expires);
    }

    /// <summary>Verifies the quote token of the request.</summary>
    public async ValueTask<VerifiedQuote> Verify(OrderCommandRequest request, CancellationToken ct)
    {
        if (request.Quote is not { } presented)
        {
            return default;
        }

        var (body, error) = await VerifySignature(presented.Token, ct);
        error ??= FindMismatch(request, body!);
        return error is null ? new VerifiedQuote(body!.ToQuote(), presented.Tolerance, null) : new VerifiedQuote(null, default, error);
    }

    private async ValueTask<(QuoteTokenPayload? Body, QuoteTokenError? Fault)> VerifySignature(string token, CancellationToken ct)
    {
        var parts = token.Length <= MaxLength ? token.Split('.') : [];
        if (parts is not [Prefix, var id, var packed, var mac] || !Base64Url.IsValid(packed) || !Base64Url.IsValid(mac))
        {
            return (null, QuoteTokenError.Malformed);
        }

        if (await keys.Find(id, ct) is not { } key)
        {
            return (null, QuoteTokenError.Altered);
        }

        var due = HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(token[..token.LastIndexOf('.')]));
        return CryptographicOperations.FixedTimeEquals(due, Base64Url.DecodeFromChars(mac))
            ? (QuoteTokenPayload.From(Base64Url.DecodeFromChars(packed)), null)
            : (null, QuoteTokenError.Altered);
    }

    private QuoteTokenError? FindMismatch(OrderCommandRequest request, QuoteTokenPayload body) =>
        body.Tenant != request.Caller.Tenant.Value || request.OrderKey is not OrderKey.ById { Id: var id } || id.Value != body.Order
            ? QuoteTokenError.OtherOrder
        : body.Actor != request.Caller.User.Value ? QuoteTokenError.OtherCaller
        : body.Command != CommandHash.Compute(request.Command) ? QuoteTokenError.OtherCommand
        : body.Expires <= clock.GetUtcNow().ToUnixTimeSeconds() ? QuoteTokenError.Expired
        : null;
}
