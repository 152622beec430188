using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;

namespace Emend.IntegrationTests.Identity;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private readonly FixedTimeProvider _clock = new();
    private IdentityNode _node = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _node = await IdentityNode.StartAlone(_clock);
        await _node.Add(IdentityNode.Demo, "a@demo.emend", "secret", new RoleAssignment("ADMINISTRATOR", []));
        _token = (await _node.SignIn("a@demo.emend", "secret"))["idToken"]!;
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Token_expires_after_sixty_minutes_even_if_cached()
    {
        var other = (await _node.SignIn("a@demo.emend", "secret"))["idToken"]!;
        _clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.Equal("a@demo.emend of demo", await _node.WhoIs(_token));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("expired", await _node.WhoIs(_token));
        Assert.Equal("expired", await _node.WhoIs(other));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("", "missing")]
    [InlineData("Basic YTpi", "scheme")]
    [InlineData("Bearer", "scheme")]
    [InlineData("Bearer nonsense", "malformed")]
    [InlineData("Bearer a.b.c", "malformed")]
    [InlineData("Bearer ..", "malformed")]
    public async Task Invalid_authorization_is_reported(string? authorization, string problem) =>
        Assert.Equal(problem, await _node.WhoSends(authorization));

    [Fact]
    public async Task Too_long_token_is_rejected() => Assert.Equal("malformed", await _node.WhoIs(_token + new string('a', 5_000)));

    [Fact]
    public async Task Token_with_changed_claim_signature_or_algorithm_is_rejected()
    {
        var parts = _token.Split('.');
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

        foreach (var attempt in forged)
        {
            Assert.Equal("forged", await _node.WhoIs(attempt));
        }

        Assert.Equal("a@demo.emend of demo", await _node.WhoIs(_token));
    }

    private static string SignedBy(byte[] key, string header, string claims) =>
        $"{header}.{claims}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{header}.{claims}")))}";

    private static string Flipped(string signature) => (signature[0] == 'A' ? 'B' : 'A') + signature[1..];

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    private static string Base64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
