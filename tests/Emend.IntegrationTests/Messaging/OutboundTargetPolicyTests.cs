using System.Net;
using Emend.Server.Http;

namespace Emend.IntegrationTests.Messaging;

public sealed class OutboundTargetPolicyTests
{
    private static readonly OutboundTargetPolicy Policy = new(AllowPrivate: false);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    public void Private_addresses_are_not_allowed(string address)
    {
        Assert.False(Policy.Allow(IPAddress.Parse(address)));
        Assert.True(new OutboundTargetPolicy(AllowPrivate: true).Allow(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("64:ff9b::93.184.216.34")]
    public void Public_addresses_are_allowed(string address) => Assert.True(Policy.Allow(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("0x7f000001")]
    [InlineData("017700000001")]
    [InlineData("127.1")]
    public async Task Every_form_of_a_private_address_is_rejected_when_it_is_configured_and_when_it_is_called(string host)
    {
        Assert.False(await Policy.Allow(host, default));
        await Assert.ThrowsAsync<ForbiddenTargetException>(async () => await Policy.Connect(new DnsEndPoint(host, 80), default));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.0.0.1")]
    public async Task Name_that_resolves_to_a_private_address_is_rejected(string address)
    {
        var policy = Policy with { ResolveName = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]) };

        Assert.False(await policy.Allow("shop.example.com", default));
        await Assert.ThrowsAsync<ForbiddenTargetException>(
            async () => await policy.Connect(new DnsEndPoint("shop.example.com", 80), default));
    }

    [Fact]
    public async Task Host_name_that_resolves_to_a_private_address_is_rejected()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        var port = new Uri(receiver.Url).Port;

        await Assert.ThrowsAsync<ForbiddenTargetException>(
            async () => await Policy.Connect(new DnsEndPoint("localhost", port), CancellationToken.None));
        await using var stream = await new OutboundTargetPolicy(AllowPrivate: true).Connect(
            new DnsEndPoint("localhost", port), CancellationToken.None);
        Assert.True(stream.CanWrite);
    }
}
