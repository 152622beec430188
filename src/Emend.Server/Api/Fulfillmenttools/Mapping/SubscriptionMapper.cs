using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Subscriptions, theirs to ours.</summary>
internal static class SubscriptionMapper
{
    private const int Secret = 32;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What Emend says itself, and what is between the two ends of a connection.
    private static readonly string[] Reserved =
    [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "trailer", "te",
        "keep-alive", "expect", "proxy-connection",
    ];

    /// <summary>What is wrong with a body of the right shape.</summary>
    public static ImmutableArray<ValidationError> Problems(JsonElement body)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        var (target, path) = TargetOf(body);
        if (body.Has("target") && (body.Has("callbackUrl") || body.Has("headers")))
            problems.Add(new(body.Has("callbackUrl") ? "callbackUrl" : "headers", "is there beside target", "must be in target alone"));
        if (AddressProblem(path + "callbackUrl", target.Text("callbackUrl")!) is { } wrong) problems.Add(wrong);
        foreach (var (at, header) in target.Entries("headers").Index())
        {
            var (key, value) = (header.Text("key")!, header.Text("value")!);
            if (key.AsSpan().ContainsAnyExcept(Token))
                problems.Add(new($"{path}headers[{at}].key", $"is {ValueFormatter.Short(key)}", "must be the name of a header, such as X-Api-Key"));
            else if (Reserved.Contains(key, StringComparer.OrdinalIgnoreCase) || IsOurs(key))
                problems.Add(new($"{path}headers[{at}].key", $"is {ValueFormatter.Short(key)}", "must be a header that Emend does not send itself"));
            if (value.Any(c => c is < ' ' or > '~'))
                problems.Add(new($"{path}headers[{at}].value", "has characters that no header has", "must be printable ASCII"));
        }

        return problems.ToImmutable();
    }

    public static Subscription New(TenantId tenant, JsonElement body, DateTimeOffset now)
    {
        var (target, _) = TargetOf(body);
        var facilities = body.Entries("contexts").SelectMany(c => c.Entries("values")).Select(v => new FacilityId(v.GetString()!));
        return new(
            tenant, Guid.CreateVersion7(now).ToString(), body.Text("name")!, body.Text("event")!, new(target.Text("callbackUrl")!),
            [.. facilities.Distinct()])
        {
            Headers = [.. target.Entries("headers").Select(h => new CallbackHeader(h.Text("key")!, h.Text("value")!))],
            CreatedAt = now,
            Secrets = new(RandomNumberGenerator.GetBytes(Secret), null, DateTimeOffset.UnixEpoch),
        };
    }

    /// <summary>What leads to a private network.</summary>
    public static ValidationError Private(JsonElement body) => new(
        TargetOf(body).Path + "callbackUrl",
        "leads to a private network",
        "must be reachable from everywhere; an operator may allow private networks by Emend:Webhooks:AllowPrivate");

    private static bool IsOurs(string key) =>
        key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || key.StartsWith("emend-", StringComparison.OrdinalIgnoreCase);

    private static (JsonElement Target, string Path) TargetOf(JsonElement body) =>
        body.Part("target") is { } target ? (target, "target.") : (body, "");

    private static ValidationError? AddressProblem(string path, string text)
    {
        const string Right = "must be an address of http or https, such as https://shop.example.com/hooks";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return new(path, $"is {ValueFormatter.Short(text)}", Right);
        if (address.UserInfo.Length > 0) return new(path, "has credentials in it", "must have none; send them as a header");
        return address.Fragment.Length > 0 ? new(path, "has a fragment", "must have none: it is never sent") : null;
    }
}
