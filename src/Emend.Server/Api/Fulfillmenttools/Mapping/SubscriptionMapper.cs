using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps request bodies to subscriptions.</summary>
internal static class SubscriptionMapper
{
    private const int SecretLength = 32;

    private static readonly SearchValues<char> HeaderNameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // Headers that Emend sets, and hop-by-hop headers.
    private static readonly string[] ReservedHeaders =
    [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "upgrade", "trailer", "te",
        "keep-alive", "expect", "proxy-connection",
    ];

    /// <summary>Validates a body beyond its schema.</summary>
    public static ImmutableArray<ValidationError> Validate(JsonElement body)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
        var (target, path) = GetTarget(body);
        if (body.HasMember("target") && (body.HasMember("callbackUrl") || body.HasMember("headers")))
        {
            problems.Add(
                new(body.HasMember("callbackUrl") ? "callbackUrl" : "headers", "is present beside target", "must be only in target"));
        }

        if (ValidateAddress(path + "callbackUrl", target.ReadText("callbackUrl")!) is { } error)
        {
            problems.Add(error);
        }

        foreach (var (at, header) in target.ReadEntries("headers").Index())
        {
            var (key, value) = (header.ReadText("key")!, header.ReadText("value")!);
            if (key.AsSpan().ContainsAnyExcept(HeaderNameCharacters))
            {
                problems.Add(
                    new(
                        $"{path}headers[{at}].key",
                        $"is {ValueFormatter.Truncate(key)}",
                        "must be a valid header name, such as X-Api-Key"));
            }
            else if (ReservedHeaders.Contains(key, StringComparer.OrdinalIgnoreCase) || IsEmendHeader(key))
            {
                problems.Add(
                    new($"{path}headers[{at}].key", $"is {ValueFormatter.Truncate(key)}", "must be a header that Emend does not set"));
            }

            if (value.Any(c => c is < ' ' or > '~'))
            {
                problems.Add(new($"{path}headers[{at}].value", "has invalid characters for a header", "must be printable ASCII"));
            }
        }

        return problems.ToImmutable();
    }

    public static Subscription ReadSubscription(TenantId tenant, JsonElement body, DateTimeOffset now)
    {
        var (target, _) = GetTarget(body);
        var facilities = body.ReadEntries("contexts").SelectMany(c => c.ReadEntries("values")).Select(v => new FacilityId(v.GetString()!));
        return new(
            tenant, Guid.CreateVersion7(now).ToString(), body.ReadText("name")!, body.ReadText("event")!,
            new(target.ReadText("callbackUrl")!),
            [.. facilities.Distinct()])
        {
            Headers = [.. target.ReadEntries("headers").Select(h => new CallbackHeader(h.ReadText("key")!, h.ReadText("value")!))],
            CreatedAt = now,
            Secrets = new(RandomNumberGenerator.GetBytes(SecretLength), null, DateTimeOffset.UnixEpoch),
        };
    }

    /// <summary>Error of an address in a private network.</summary>
    public static ValidationError PrivateAddressError(JsonElement body) => new(
        GetTarget(body).Path + "callbackUrl",
        "leads to a private network",
        "must be a public address; the operator can allow private networks with Emend:Webhooks:AllowPrivateNetworks");

    private static bool IsEmendHeader(string key) =>
        key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || key.StartsWith("emend-", StringComparison.OrdinalIgnoreCase);

    private static (JsonElement Target, string Path) GetTarget(JsonElement body) =>
        body.ReadMember("target") is { } target ? (target, "target.") : (body, "");

    private static ValidationError? ValidateAddress(string path, string text)
    {
        const string Right = "must be an http or https address, such as https://shop.example.com/hooks";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            return new(path, $"is {ValueFormatter.Truncate(text)}", Right);
        }

        if (address.UserInfo.Length > 0)
        {
            return new(path, "has credentials", "must have no credentials; send them in a header");
        }

        return address.Fragment.Length > 0 ? new(path, "has a fragment", "must have no fragment") : null;
    }
}
