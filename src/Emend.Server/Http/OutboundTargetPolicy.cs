using System.Net;
using System.Net.Sockets;

namespace Emend.Server.Http;

/// <summary>
/// Decides which hosts Emend may call. Private networks are forbidden unless configuration allows them. Emend checks a host when it
/// is configured and again at every connection, because DNS entries can change.
/// </summary>
/// <param name="AllowPrivate">Whether private networks may be called.</param>
internal sealed record OutboundTargetPolicy(bool AllowPrivate)
{
    private static readonly IPNetwork[] PrivateNetworks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // IPv4 addresses inside IPv6: NAT64 (RFC 6052) and 6to4 (RFC 3056).
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Finds the addresses of a host name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> ResolveName { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether an address may be called.</summary>
    public bool Allow(IPAddress address) => AllowPrivate || !IsPrivate(address);

    /// <summary>
    /// Whether all current addresses of the host may be called. A host without addresses is allowed: it may get some later.
    /// </summary>
    public async Task<bool> Allow(string host, CancellationToken ct)
    {
        if (AllowPrivate)
        {
            return true;
        }

        try
        {
            return (await Resolve(host, ct)).All(Allow);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Connects to the first allowed address of the host that accepts the connection.</summary>
    public async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken ct)
    {
        var allowed = (await Resolve(to.Host, ct)).Where(Allow).ToArray();
        if (allowed.Length == 0)
        {
            throw new ForbiddenTargetException(to.Host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // Reads every form of an address: 0, 0x7f.1, 0177.0.0.1, 2130706433, ::ffff:10.0.0.1. The resolver fails for unspecified addresses.
    private async Task<IPAddress[]> Resolve(string host, CancellationToken ct) =>
        IPAddress.TryParse(host, out var address) ? [address] : await ResolveName(host, ct);

    private static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPrivate(address.MapToIPv4());
        }

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
        {
            return IsPrivate(new(bytes.AsSpan(12)));
        }

        if (SixToFour.Contains(address))
        {
            return IsPrivate(new(bytes.AsSpan(2, 4)));
        }

        return PrivateNetworks.Any(network => network.Contains(address));
    }
}

/// <summary>The host has no address that Emend may call.</summary>
internal sealed class ForbiddenTargetException(string host) : Exception($"{host} is in a private network.");
