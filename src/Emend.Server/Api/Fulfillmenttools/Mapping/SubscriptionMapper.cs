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

        problems.AddRange(CallbackTarget.Validate(target, path));
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
            Api = FulfillmenttoolsApi.Name,
            Headers = [.. target.ReadEntries("headers").Select(h => new CallbackHeader(h.ReadText("key")!, h.ReadText("value")!))],
            CreatedAt = now,
            Secrets = new(RandomNumberGenerator.GetBytes(SecretLength), null, DateTimeOffset.UnixEpoch),
        };
    }

    /// <summary>Error of an address in a private network.</summary>
    public static ValidationError PrivateAddressError(JsonElement body) => CallbackTarget.PrivateNetwork(GetTarget(body).Path);

    private static (JsonElement Target, string Path) GetTarget(JsonElement body) =>
        body.ReadMember("target") is { } target ? (target, "target.") : (body, "");
}
