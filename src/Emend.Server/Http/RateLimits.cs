using System.Net;
using System.Threading.RateLimiting;
using Emend.Server.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Emend.Server.Http;

/// <summary>Limits of the request rate. 0 is no limit.</summary>
/// <param name="AddressPerMinute">
/// Requests of one address per minute: sign-ins, requests of the operator, and requests without a valid token or key.
/// </param>
/// <param name="CredentialPerSecond">Requests of one user or API key per second. Twice as many may come at once.</param>
internal sealed record RateLimitOptions(int AddressPerMinute, int CredentialPerSecond)
{
    public static readonly RateLimitOptions Default = new(600, 0);
}

/// <summary>
/// Limits the rate of API requests per credential, or per address for callers that are not known. Health endpoints and documents have
/// no limit. The meter <c>Microsoft.AspNetCore.RateLimiting</c> counts the requests by result.
/// </summary>
internal static class RateLimits
{
    private const int IPv6NetworkBytes = 8;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitOptions options)
    {
        services.AddSingleton(options).AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimitOptions>((limiter, limits) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => GetPartition(context, limits));
            limiter.OnRejected = Reject;
        });
        return services;
    }

    private static RateLimitPartition<string> GetPartition(HttpContext context, RateLimitOptions limits)
    {
        if (FindWriter(context) is null)
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        // A sign-in and a request of the operator count for their address, also with a token of somebody.
        var isSignIn = context.GetEndpoint()!.Metadata.GetMetadata<EndpointAuthorization>() is
            { RequiresAuthentication: false } or { IsOperator: true };
        return context.Features.Get<Caller>() is { } caller && !isSignIn
            ? GetPartition(
                $"credential {caller.Tenant.Value} {caller.User.Value}", limits.CredentialPerSecond * 2,
                TimeSpan.FromSeconds(1) / Math.Max(1, limits.CredentialPerSecond))
            : GetPartition(
                "address " + GetNetwork(context.Connection.RemoteIpAddress), limits.AddressPerMinute,
                TimeSpan.FromMinutes(1) / Math.Max(1, limits.AddressPerMinute));
    }

    private static RateLimitPartition<string> GetPartition(string key, int burst, TimeSpan perRequest) => burst == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
        {
            TokenLimit = burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = perRequest,
            QueueLimit = 0,
            AutoReplenishment = true,
        });

    // One user of IPv6 has a network of 64 bits.
    private static string GetNetwork(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } =>
            Convert.ToHexString(address.GetAddressBytes().AsSpan(0, IPv6NetworkBytes)),
        _ => address.ToString(),
    };

    private static ApiFailureWriter? FindWriter(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ApiFailureWriter>();

    private static ValueTask Reject(OnRejectedContext rejected, CancellationToken ct)
    {
        var delay = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait.TotalSeconds : 0;
        var seconds = Math.Max(1, (int)Math.Ceiling(delay));
        return FindWriter(rejected.HttpContext) is { } writer
            ? new(writer.WriteWithRetryAfter(rejected.HttpContext, RequestFailure.TooManyRequests("Too many requests.", seconds)))
            : default;
    }
}
