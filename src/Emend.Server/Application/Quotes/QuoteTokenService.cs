using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Core;

namespace Emend.Server.Application.Quotes;

/// <summary>A promise as a request brought it: what it says, or why it is not taken. Neither where it brought none.</summary>
internal readonly record struct VerifiedQuote(Quote? Promise, QuoteTolerance Tolerance, QuoteTokenError? Fault)
{
    /// <summary>The outcome, if the promise is kept; both, if it is not. A refusal stays one.</summary>
    public OrderCommandResult Against(OrderCommandResult.Decided decided)
    {
        if (Promise is not { } quote)
            return decided;
        var order = decided.Decision switch
        {
            Decision.Accepted accepted => accepted.After,
            Decision.NoChange => decided.Before,
            _ => null,
        };
        if (order is null)
            return decided;
        var now = Core.Quote.From(order);
        return quote.DeviationsOf(now, Tolerance) is { IsEmpty: false } breaks
            ? new OrderCommandResult.QuoteDeviated(quote, now, breaks, decided)
            : decided;
    }
}

/// <summary>Makes the tokens of previews and reads them again: key, body and HMAC-SHA256, each base64url, with dots in between.</summary>
internal sealed class QuoteTokenService(IQuoteSigningKeys keys, TimeProvider clock)
{
    private const string Prefix = "p1";
    private const int MaxLength = 64 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>The decision's promise; null where it does nothing, or nothing is promised for such a request.</summary>
    public async ValueTask<SignedQuote?> Sign(OrderCommandRequest request, OrderCommandResult.Decided decided, CancellationToken ct)
    {
        if (decided is not { Decision: Decision.Accepted { After: var after }, Before: not null }
            || CommandHash.Of(request.Command) is not { } command)
            return null;
        var quote = Quote.From(after);
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + Life).ToUnixTimeSeconds());
        var body = new QuoteTokenPayload(
            request.Caller.Tenant.Value,
            decided.Actor.Id.Value,
            after.Id.Value,
            command,
            $"{decided.Policy.Name} {decided.Policy.Version}",
            expires.ToUnixTimeSeconds(),
            QuoteTokenPayload.LinesOf(quote),
            QuoteTokenPayload.TotalOf(quote),
            QuoteTokenPayload.UnitsOf(quote));
        var key = await keys.Current(ct);
        var signed = $"{Prefix}.{key.Id}.{Base64Url.EncodeToString(body.ToBytes())}";
        var mac = HMACSHA256.HashData(key.Secret, Encoding.ASCII.GetBytes(signed));
        return new($"{signed}.{Base64Url.EncodeToString(mac)}", expires);
    }

    /// <summary>What the request's token promises to this very request.</summary>
    public async ValueTask<VerifiedQuote> Open(OrderCommandRequest request, CancellationToken ct)
    {
        if (request.Quote is not { } presentedQuote)
            return default;
        var (body, quoteTokenError) = await Verify(presentedQuote.Token, ct);
        quoteTokenError ??= FaultOf(request, body!);
        return quoteTokenError is null ? new VerifiedQuote(body!.ToPromise(), presentedQuote.Tolerance, null) : new VerifiedQuote(null, default, quoteTokenError);
    }

    private async ValueTask<(QuoteTokenPayload? Body, QuoteTokenError? Fault)> Verify(string token, CancellationToken ct)
    {
        var parts = token.Length <= MaxLength ? token.Split('.') : [];
        if (parts is not [Prefix, var id, var packed, var mac] || !Base64Url.IsValid(packed) || !Base64Url.IsValid(mac))
            return (null, QuoteTokenError.Malformed);
        if (await keys.Find(id, ct) is not { } key)
            return (null, QuoteTokenError.Altered);
        var due = HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(token[..token.LastIndexOf('.')]));
        return CryptographicOperations.FixedTimeEquals(due, Base64Url.DecodeFromChars(mac))
            ? (QuoteTokenPayload.From(Base64Url.DecodeFromChars(packed)), null)
            : (null, QuoteTokenError.Altered);
    }

    private QuoteTokenError? FaultOf(OrderCommandRequest request, QuoteTokenPayload body) =>
        body.Tenant != request.Caller.Tenant.Value || request.OrderKey is not OrderKey.ById { Id: var id } || id.Value != body.Order
            ? QuoteTokenError.OtherOrder
        : body.Actor != request.Caller.User.Value ? QuoteTokenError.OtherCaller
        : body.Command != CommandHash.Of(request.Command) ? QuoteTokenError.OtherCommand
        : body.Expires <= clock.GetUtcNow().ToUnixTimeSeconds() ? QuoteTokenError.Expired
        : null;
}
