using System.Net;
using System.Net.Sockets;

namespace Emend.Server.Http;

/// <summary>
/// Where Emend may call by itself: not what is reachable for it alone, unless that is configured. Looked at when an address is told,
/// and at every connection: names may come to mean something else.
/// </summary>
/// <param name="AllowPrivate">Whether private networks may be called.</param>
internal sealed record OutboundTargetPolicy(bool AllowPrivate)
{
    private static readonly IPNetwork[] Inner =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // Addresses of the old kind inside of the new: translated, and tunnelled.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address may be called.</summary>
    public bool Allow(IPAddress address) => AllowPrivate || !IsInner(address);

    /// <summary>Whether what a host means now may be called. One that means nothing now may mean something later.</summary>
    public async Task<bool> Allow(string host, CancellationToken ct)
    {
        if (AllowPrivate) return true;
        try
        {
            return (await Dns.GetHostAddressesAsync(host, ct)).All(Allow);
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Connects to the first address of a host that may be called and answers.</summary>
    public async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        var allowed = addresses.Where(Allow).ToArray();
        if (allowed.Length == 0) throw new ForbiddenTargetException(to.Host);
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

    private static bool IsInner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsInner(address.MapToIPv4());
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address)) return IsInner(new(bytes.AsSpan(12)));
        if (Tunnelled.Contains(address)) return IsInner(new(bytes.AsSpan(2, 4)));
        return Inner.Any(network => network.Contains(address));
    }
}

/// <summary>A host means nothing that may be called.</summary>
internal sealed class ForbiddenTargetException(string host) : Exception($"{host} is in a private network.");
