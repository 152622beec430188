using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads subscriptions from requests. Checks the facilities and the address.</summary>
internal sealed class NativeSubscriptionReader(
    IFacilityStore facilities, ApiEventFormats formats, OutboundTargetPolicy outboundTargetPolicy, TimeProvider clock)
{
    public const int SecretBytes = 32;

    /// <param name="tenant">The tenant.</param>
    /// <param name="body">A body that satisfies its schema.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<(Subscription? Subscription, ImmutableArray<ValidationError> Problems)> Read(
        TenantId tenant, JsonElement body, CancellationToken ct)
    {
        List<ValidationError> problems = [.. CallbackTarget.Validate(body, ""), .. ValidateEvents(body)];
        foreach (var (at, facility) in body.ReadEntries("facilities").Index())
        {
            if (await facilities.Find(tenant, new(facility.GetString()!), ct) is null)
            {
                problems.Add(new(
                    $"facilities[{at}]", $"is {ValueFormatter.Truncate(facility.GetString()!)}, which is not a known facility",
                    "must be the id of a facility"));
            }
        }

        if (problems.Count > 0)
        {
            return (null, [.. problems]);
        }

        var subscription = Create(tenant, body);
        return await outboundTargetPolicy.Allow(subscription.Callback.DnsSafeHost, ct)
            ? (subscription, [])
            : (null, [CallbackTarget.PrivateNetwork("")]);
    }

    private static string ReadApi(JsonElement body) => body.ReadText("api") ?? Subscription.DefaultApi;

    // The API reports the types that it has a name for.
    private IEnumerable<ValidationError> ValidateEvents(JsonElement body)
    {
        var api = ReadApi(body);
        if (formats.Find(api) is not { } format)
        {
            return [new("api", $"is {ValueFormatter.Truncate(api)}", NameSuggester.Suggest(api, formats.Apis) is { } similar
                ? $"did you mean {similar}?"
                : $"must be one of {string.Join(", ", formats.Apis)}")];
        }

        return from entry in body.ReadEntries("types").Index()
               let type = entry.Item.GetString()!
               where format.FindName(NativeEventNames.ToKind(type)) is null
               select new ValidationError(
                   $"types[{entry.Index}]", $"is {type}, which the API {api} does not report", "must be another type");
    }

    private Subscription Create(TenantId tenant, JsonElement body)
    {
        var now = clock.GetUtcNow().ToMicroseconds();
        ImmutableArray<string> types =
            [.. body.ReadEntries("types").Select(t => t.GetString()!).Distinct().Order(StringComparer.Ordinal)];
        return new(
            tenant,
            Guid.CreateVersion7(now).ToString(),
            body.ReadText("name")!,
            types.IsEmpty ? Subscription.AllEvents : string.Join(',', types),
            new(body.ReadText("callbackUrl")!),
            [.. body.ReadEntries("facilities").Select(f => new FacilityId(f.GetString()!)).Distinct()])
        {
            Api = ReadApi(body),
            Kinds = [.. types.Select(NativeEventNames.ToKind)],
            Headers = [.. body.ReadEntries("headers").Select(h => new CallbackHeader(h.ReadText("key")!, h.ReadText("value")!))],
            CreatedAt = now,
            Secrets = new(RandomNumberGenerator.GetBytes(SecretBytes), null, DateTimeOffset.UnixEpoch),
        };
    }
}
