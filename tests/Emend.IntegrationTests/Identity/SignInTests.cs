using System.Text.Json;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;

namespace Emend.IntegrationTests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private const string SignInPath = "/v1/accounts:signInWithPassword";
    private const string TokenPath = "/v1/token";
    private const string Picker = "picker@demo.emend";
    private const string Password = "demo-picker";

    private readonly FixedTimeProvider _clock = new();
    private IdentityNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await IdentityNode.StartAlone(_clock);
        await _node.Add(IdentityNode.Demo, Picker, Password, new RoleAssignment("FULFILLER", []));
        await _node.Add(new(new("other"), "other-key", "Other"), "boss@other.emend", "other-boss", new RoleAssignment("ADMINISTRATOR", []));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    private static Dictionary<string, string> Credentials => new() { ["email"] = Picker, ["password"] = Password };

    [Fact]
    public async Task Json_request_signs_in_and_the_token_identifies_the_user()
    {
        var response = await _node.SignIn(Picker, Password);

        Assert.Equal(200, response.Status);
        Assert.Equal(("3600", Picker, JsonValueKind.True),
            (response["expiresIn"], response["email"], response.Body.GetProperty("registered").ValueKind));
        Assert.NotEmpty(response["refreshToken"]!);
        Assert.NotEmpty(response["localId"]!);
        Assert.Equal($"{Picker} of demo", await _node.WhoIs(response["idToken"]));
        Assert.Equal($"{Picker} of demo", await _node.WhoIs(response["idToken"]));
    }

    [Fact]
    public async Task Form_request_signs_in()
    {
        using var form = new FormUrlEncodedContent(Credentials);

        Assert.Equal(200, (await _node.Post($"{SignInPath}?key=demo", form)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public async Task Query_parameters_sign_in(string body)
    {
        var path = $"{SignInPath}?key=demo&email=picker%40demo.emend&password=demo-picker&returnSecureToken=true";

        Assert.Equal(200, (await _node.Post(path, IdentityNode.Raw(body))).Status);
        Assert.Equal(200, (await _node.Post(path, null)).Status);
    }

    [Fact]
    public async Task Email_is_case_insensitive_and_password_is_case_sensitive()
    {
        Assert.Equal(200, (await _node.SignIn(" Picker@DEMO.emend ", Password)).Status);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await _node.SignIn(Picker, "Demo-Picker")).ErrorCode);
    }

    [Fact]
    public async Task Wrong_password_and_unknown_user_return_the_same_error()
    {
        var wrong = await _node.SignIn(Picker, "wrong");
        var unknown = await _node.SignIn("nobody@demo.emend", "wrong");

        Assert.Equal((400, "INVALID_LOGIN_CREDENTIALS"), (wrong.Status, wrong.ErrorCode));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
        Assert.Equal(400, wrong.Body.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("%00")]
    public async Task Unknown_sign_in_key_is_rejected(string key)
    {
        Assert.StartsWith("API_KEY_INVALID", (await _node.SignIn(Picker, Password, key)).ErrorCode);
        Assert.StartsWith("API_KEY_INVALID", (await _node.Refresh("x", key)).ErrorCode);
    }

    [Fact]
    public async Task User_of_one_tenant_cannot_sign_in_to_another()
    {
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await _node.SignIn(Picker, Password, "other-key")).ErrorCode);
        var boss = await _node.SignIn("boss@other.emend", "other-boss", "other-key");
        Assert.Equal("boss@other.emend of other", await _node.WhoIs(boss["idToken"]));
    }

    [Theory]
    [InlineData("{", "INVALID_ARGUMENT")]
    [InlineData("[]", "INVALID_ARGUMENT")]
    [InlineData("""{"email":"a","email":"b","password":"x"}""", "INVALID_ARGUMENT")]
    [InlineData("""{"email":5,"password":"x"}""", "INVALID_ARGUMENT")]
    [InlineData("""{"email":"a@b","password":12345}""", "INVALID_ARGUMENT")]
    [InlineData("""{"email":"\ud800","password":"x"}""", "INVALID_ARGUMENT")]
    [InlineData("""{"password":"x"}""", "MISSING_EMAIL")]
    [InlineData("""{"email":"","password":"x"}""", "MISSING_EMAIL")]
    [InlineData("""{"email":"a@b","password":null}""", "MISSING_PASSWORD")]
    [InlineData("{}", "MISSING_EMAIL")]
    public async Task Invalid_request_is_reported_without_the_password(string body, string code)
    {
        var response = await _node.Post($"{SignInPath}?key=demo", IdentityNode.Raw(body));

        Assert.Equal(400, response.Status);
        Assert.StartsWith(code, response.ErrorCode);
        Assert.DoesNotContain("12345", response.ErrorCode);
    }

    [Fact]
    public async Task Too_long_body_and_email_are_rejected()
    {
        Assert.StartsWith("INVALID_ARGUMENT", (await _node.SignIn(Picker, new('x', 20_000))).ErrorCode);
        Assert.StartsWith("INVALID_EMAIL", (await _node.SignIn(new('x', 400), "x")).ErrorCode);
        Assert.StartsWith("INVALID_EMAIL", (await _node.Post($"{SignInPath}?key=demo&email=a%00b&password=x", null)).ErrorCode);
    }

    [Fact]
    public async Task Repeated_failures_lock_the_username()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await _node.SignIn(Picker, $"guess {i}")).ErrorCode);
        }

        Assert.StartsWith("TOO_MANY_ATTEMPTS_TRY_LATER", (await _node.SignIn(Picker, Password)).ErrorCode);
        Assert.Equal(200, (await _node.SignIn("boss@other.emend", "other-boss", "other-key")).Status);

        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.StartsWith("TOO_MANY_ATTEMPTS_TRY_LATER", (await _node.SignIn(Picker, Password)).ErrorCode);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await _node.SignIn(Picker, Password)).Status);
    }

    [Fact]
    public async Task Successful_sign_ins_are_not_limited()
    {
        for (var i = 0; i < 15; i++)
        {
            Assert.Equal(200, (await _node.SignIn(Picker, Password)).Status);
        }
    }

    [Fact]
    public async Task Refresh_token_returns_a_new_token_by_json_form_and_query()
    {
        var refresh = (await _node.SignIn(Picker, Password))["refreshToken"]!;
        _clock.Advance(TimeSpan.FromMinutes(90));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refresh,
        });

        IdentityResponse[] all =
        [
            await _node.Refresh(refresh),
            await _node.Post($"{TokenPath}?key=demo", form),
            await _node.Post($"{TokenPath}?key=demo&grant_type=refresh_token&refresh_token={refresh}", null),
        ];

        foreach (var response in all)
        {
            Assert.Equal(
                (200, "3600", "Bearer", refresh),
                (response.Status, response["expires_in"], response["token_type"], response["refresh_token"]));
            Assert.Equal($"{Picker} of demo", await _node.WhoIs(response["id_token"]));
        }
    }

    [Fact]
    public async Task Refresh_token_is_valid_for_thirty_days_after_its_last_use()
    {
        var refresh = (await _node.SignIn(Picker, Password))["refreshToken"];
        for (var use = 0; use < 3; use++)
        {
            _clock.Advance(TimeSpan.FromDays(20));
            Assert.Equal(200, (await _node.Refresh(refresh)).Status);
        }

        _clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal("TOKEN_EXPIRED", (await _node.Refresh(refresh)).ErrorCode);
    }

    [Fact]
    public async Task Refresh_token_is_valid_only_for_its_tenant()
    {
        var refresh = (await _node.SignIn(Picker, Password))["refreshToken"];

        Assert.Equal("INVALID_REFRESH_TOKEN", (await _node.Refresh(refresh, "other-key")).ErrorCode);
        Assert.Equal("INVALID_REFRESH_TOKEN", (await _node.Refresh(refresh + "x")).ErrorCode);
    }

    [Theory]
    [InlineData("""{"refresh_token":"x"}""", "MISSING_GRANT_TYPE")]
    [InlineData("""{"grant_type":"password","refresh_token":"x"}""", "INVALID_GRANT_TYPE")]
    [InlineData("""{"grant_type":"refresh_token"}""", "MISSING_REFRESH_TOKEN")]
    [InlineData("""{"grant_type":"refresh_token","refresh_token":"x"}""", "INVALID_REFRESH_TOKEN")]
    public async Task Invalid_refresh_request_returns_an_error_code(string body, string code) =>
        Assert.StartsWith(code, (await _node.Post($"{TokenPath}?key=demo", IdentityNode.Raw(body))).ErrorCode);
}
