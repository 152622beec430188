using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.Server.Application;

namespace Emend.IntegrationTests.Identity;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private readonly FixedTimeProvider clock = new();
    private IdentityNode node = null!;
    private string token = "";

    public async Task InitializeAsync()
    {
        node = await IdentityNode.Alone(clock);
        await node.Add(IdentityNode.Demo, "a@demo.emend", "secret", new RoleAssignment("ADMINISTRATOR", []));
        token = (await node.SignIn("a@demo.emend", "secret"))["idToken"]!;
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_token_lives_sixty_minutes_whether_it_was_seen_before_or_not()
    {
        var other = (await node.SignIn("a@demo.emend", "secret"))["idToken"]!;
        clock.Pass(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.Equal("a@demo.emend of demo", await node.WhoIs(token));

        clock.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("expired", await node.WhoIs(token));
        Assert.Equal("expired", await node.WhoIs(other));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("Basic YTpi", "scheme")]
    [InlineData("Bearer", "scheme")]
    [InlineData("Bearer nonsense", "malformed")]
    [InlineData("Bearer a.b.c", "malformed")]
    [InlineData("Bearer ..", "malformed")]
    public async Task What_is_no_token_is_told_as_such(string? authorization, string problem) =>
        Assert.Equal(problem, await node.WhoSends(authorization));

    [Fact]
    public async Task A_token_without_end_is_not_looked_at() => Assert.Equal("malformed", await node.WhoIs(token + new string('a', 5_000)));

    [Fact]
    public async Task A_token_is_forged_when_a_claim_a_signature_or_its_algorithm_was_changed()
    {
        var parts = token.Split('.');
        var header = Text(parts[0]);
        var claims = Text(parts[1]);
        string[] forged =
        [
            $"{parts[0]}.{Base64(claims.Replace("demo", "main", StringComparison.Ordinal))}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{Flipped(parts[2])}",
            $"{parts[0]}.{parts[1]}.",
            $"{Base64(header.Replace("HS256", "none", StringComparison.Ordinal))}.{parts[1]}.",
            $"{Base64(header.Replace("HS256", "HS512", StringComparison.Ordinal))}.{parts[1]}.{parts[2]}",
            SignedBy("guess"u8.ToArray(), parts[0], parts[1]),
            SignedBy([], Base64("""{"alg":"HS256","kid":"k1","typ":"JWT"}"""), parts[1]),
            SignedBy([], Base64("""{"alg":"HS256","typ":"JWT"}"""), parts[1]),
        ];

        foreach (var attempt in forged) Assert.Equal("forged", await node.WhoIs(attempt));
        Assert.Equal("a@demo.emend of demo", await node.WhoIs(token));
    }

    private static string SignedBy(byte[] key, string header, string claims) =>
        $"{header}.{claims}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{claims}")))}";

    private static string Flipped(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
