using System.Text.Json;
using Emend.Server.Application;

namespace Emend.IntegrationTests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private const string SignInPath = "/v1/accounts:signInWithPassword";
    private const string TokenPath = "/v1/token";
    private const string Picker = "picker@demo.emend";
    private const string Password = "demo-picker";

    private readonly FixedTimeProvider clock = new();
    private IdentityNode node = null!;

    public async Task InitializeAsync()
    {
        node = await IdentityNode.Alone(clock);
        await node.Add(IdentityNode.Demo, Picker, Password, new RoleAssignment("FULFILLER", []));
        await node.Add(new(new("other"), "other-key", "Other"), "boss@other.emend", "other-boss", new RoleAssignment("ADMINISTRATOR", []));
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    private static Dictionary<string, string> Credentials => new() { ["email"] = Picker, ["password"] = Password };

    [Fact]
    public async Task Json_signs_in_and_the_token_names_its_bearer()
    {
        var told = await node.SignIn(Picker, Password);

        Assert.Equal(200, told.Status);
        Assert.Equal(("3600", Picker, JsonValueKind.True),
            (told["expiresIn"], told["email"], told.Body.GetProperty("registered").ValueKind));
        Assert.NotEmpty(told["refreshToken"]!);
        Assert.NotEmpty(told["localId"]!);
        Assert.Equal($"{Picker} of demo", await node.WhoIs(told["idToken"]));
        Assert.Equal($"{Picker} of demo", await node.WhoIs(told["idToken"]));
    }

    [Fact]
    public async Task A_form_signs_in()
    {
        using var form = new FormUrlEncodedContent(Credentials);

        Assert.Equal(200, (await node.Post($"{SignInPath}?key=demo", form)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public async Task Query_parameters_sign_in(string body)
    {
        var path = $"{SignInPath}?key=demo&email=picker%40demo.emend&password=demo-picker&returnSecureToken=true";

        Assert.Equal(200, (await node.Post(path, IdentityNode.Raw(body))).Status);
        Assert.Equal(200, (await node.Post(path, null)).Status);
    }

    [Fact]
    public async Task The_case_of_an_email_does_not_matter_and_that_of_a_password_does()
    {
        Assert.Equal(200, (await node.SignIn(" Picker@DEMO.emend ", Password)).Status);
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await node.SignIn(Picker, "Demo-Picker")).Refusal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_are_told_alike()
    {
        var wrong = await node.SignIn(Picker, "wrong");
        var unknown = await node.SignIn("nobody@demo.emend", "wrong");

        Assert.Equal((400, "INVALID_LOGIN_CREDENTIALS"), (wrong.Status, wrong.Refusal));
        Assert.Equal(wrong.Body.GetRawText(), unknown.Body.GetRawText());
        Assert.Equal(400, wrong.Body.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("%00")]
    public async Task A_key_that_names_no_tenant_is_told(string key)
    {
        Assert.StartsWith("API_KEY_INVALID", (await node.SignIn(Picker, Password, key)).Refusal);
        Assert.StartsWith("API_KEY_INVALID", (await node.Refresh("x", key)).Refusal);
    }

    [Fact]
    public async Task A_person_of_one_tenant_does_not_sign_in_to_another()
    {
        Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await node.SignIn(Picker, Password, "other-key")).Refusal);
        var boss = await node.SignIn("boss@other.emend", "other-boss", "other-key");
        Assert.Equal("boss@other.emend of other", await node.WhoIs(boss["idToken"]));
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
    public async Task What_is_wrong_with_the_request_is_told_without_repeating_a_password(string body, string code)
    {
        var told = await node.Post($"{SignInPath}?key=demo", IdentityNode.Raw(body));

        Assert.Equal(400, told.Status);
        Assert.StartsWith(code, told.Refusal);
        Assert.DoesNotContain("12345", told.Refusal);
    }

    [Fact]
    public async Task A_body_without_end_and_an_email_without_end_are_refused()
    {
        Assert.StartsWith("INVALID_ARGUMENT", (await node.SignIn(Picker, new('x', 20_000))).Refusal);
        Assert.StartsWith("INVALID_EMAIL", (await node.SignIn(new('x', 400), "x")).Refusal);
        Assert.StartsWith("INVALID_EMAIL", (await node.Post($"{SignInPath}?key=demo&email=a%00b&password=x", null)).Refusal);
    }

    [Fact]
    public async Task Guessing_locks_the_name_for_a_while()
    {
        for (var i = 0; i < 10; i++) Assert.Equal("INVALID_LOGIN_CREDENTIALS", (await node.SignIn(Picker, $"guess {i}")).Refusal);

        Assert.StartsWith("TOO_MANY_ATTEMPTS_TRY_LATER", (await node.SignIn(Picker, Password)).Refusal);
        Assert.Equal(200, (await node.SignIn("boss@other.emend", "other-boss", "other-key")).Status);

        clock.Pass(TimeSpan.FromMinutes(14));
        Assert.StartsWith("TOO_MANY_ATTEMPTS_TRY_LATER", (await node.SignIn(Picker, Password)).Refusal);
        clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await node.SignIn(Picker, Password)).Status);
    }

    [Fact]
    public async Task Signing_in_rightly_is_never_slowed_down()
    {
        for (var i = 0; i < 15; i++) Assert.Equal(200, (await node.SignIn(Picker, Password)).Status);
    }

    [Fact]
    public async Task A_refresh_token_gives_a_new_token_by_json_form_and_query()
    {
        var refresh = (await node.SignIn(Picker, Password))["refreshToken"]!;
        clock.Pass(TimeSpan.FromMinutes(90));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refresh,
        });

        IdentityResponse[] all =
        [
            await node.Refresh(refresh),
            await node.Post($"{TokenPath}?key=demo", form),
            await node.Post($"{TokenPath}?key=demo&grant_type=refresh_token&refresh_token={refresh}", null),
        ];

        foreach (var told in all)
        {
            Assert.Equal((200, "3600", "Bearer", refresh), (told.Status, told["expires_in"], told["token_type"], told["refresh_token"]));
            Assert.Equal($"{Picker} of demo", await node.WhoIs(told["id_token"]));
        }
    }

    [Fact]
    public async Task A_refresh_token_counts_thirty_days_from_its_last_use()
    {
        var refresh = (await node.SignIn(Picker, Password))["refreshToken"];
        for (var use = 0; use < 3; use++)
        {
            clock.Pass(TimeSpan.FromDays(20));
            Assert.Equal(200, (await node.Refresh(refresh)).Status);
        }

        clock.Pass(TimeSpan.FromDays(30));
        Assert.Equal("TOKEN_EXPIRED", (await node.Refresh(refresh)).Refusal);
    }

    [Fact]
    public async Task A_refresh_token_counts_for_its_own_tenant_only()
    {
        var refresh = (await node.SignIn(Picker, Password))["refreshToken"];

        Assert.Equal("INVALID_REFRESH_TOKEN", (await node.Refresh(refresh, "other-key")).Refusal);
        Assert.Equal("INVALID_REFRESH_TOKEN", (await node.Refresh(refresh + "x")).Refusal);
    }

    [Theory]
    [InlineData("""{"refresh_token":"x"}""", "MISSING_GRANT_TYPE")]
    [InlineData("""{"grant_type":"password","refresh_token":"x"}""", "INVALID_GRANT_TYPE")]
    [InlineData("""{"grant_type":"refresh_token"}""", "MISSING_REFRESH_TOKEN")]
    [InlineData("""{"grant_type":"refresh_token","refresh_token":"x"}""", "INVALID_REFRESH_TOKEN")]
    public async Task A_refresh_says_what_it_lacks(string body, string code) =>
        Assert.StartsWith(code, (await node.Post($"{TokenPath}?key=demo", IdentityNode.Raw(body))).Refusal);
}
