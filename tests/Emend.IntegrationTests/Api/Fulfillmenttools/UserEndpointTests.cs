using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class UserEndpointTests : FulfillmenttoolsFixture
{
    /// <summary>One character shorter than the minimum length.</summary>
    private const string Password = "demo-nora";

    [Fact]
    public async Task A_created_user_signs_in_and_has_the_permissions_of_the_role()
    {
        var made = await Admin.Post("/api/users", CreateUserBody("nora", roles: """[{"ref":"FULFILLER"}]"""));
        Assert.Equal(201, made.Status);
        Assert.DoesNotContain("\"password", made.Text);
        Assert.Equal(made.Text, (await Admin.Get($"/api/users/{made["id"]}")).Text);

        using var nora = await App.SignIn("nora", Password + "1");
        Assert.Equal(200, (await nora.Get("/api/pickjobs")).Status);
        Assert.Equal(403, (await nora.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1)))).Status);
        var effective = await nora.Get("/api/users/me/effectivepermissions");
        Assert.Equal(((string?)made["id"], "FULFILLER"), ((string?)effective["userId"], (string?)effective["roles"][0]!["name"]));
        Assert.Contains("PICKJOB_WRITE", effective["roles"][0]!["permissions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_user_signs_in_with_the_email_address_or_the_username()
    {
        var made = await Admin.Post("/api/users", CreateUserBody("nora", email: "Nora.New@Example.com"));
        Assert.Equal(201, made.Status);

        foreach (var name in (string[])["nora@demo.emend", "nora.new@example.com", " NORA.NEW@example.com"])
        {
            Assert.Equal(200, (await SignIn(name, Password + "1")).Status);
        }

        Assert.Equal(200, (await Modify(made, """ "email":"other@example.com" """)).Status);
        Assert.Equal(400, (await SignIn("nora.new@example.com", Password + "1")).Status);
        Assert.Equal(200, (await SignIn("other@example.com", Password + "1")).Status);
    }

    [Fact]
    public async Task Wrong_passwords_for_both_names_of_a_user_count_together()
    {
        await Admin.Post("/api/users", CreateUserBody("nora", email: "nora@example.com"));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(400, (await SignIn(i % 2 == 0 ? "nora@demo.emend" : "nora@example.com", "wrong")).Status);
        }

        Assert.Contains("TOO_MANY_ATTEMPTS_TRY_LATER", (await SignIn("nora@example.com", Password + "1")).Text);
        Assert.Contains("TOO_MANY_ATTEMPTS_TRY_LATER", (await SignIn("nora@demo.emend", Password + "1")).Text);
    }

    [Fact]
    public async Task The_email_address_or_username_of_another_user_is_refused()
    {
        var nora = await Admin.Post("/api/users", CreateUserBody("nora", email: "nora@example.com"));
        var olga = await Admin.Post("/api/users", CreateUserBody("olga"));

        ApiResponse[] refused =
        [
            await Admin.Post("/api/users", CreateUserBody("paul", email: "Nora@example.com")),
            await Admin.Post("/api/users", CreateUserBody("paul", email: "nora@demo.emend")),
            await Modify(olga, """ "email":"nora@example.com" """),
            await Modify(nora, """ "email":"olga@demo.emend" """),
        ];

        Assert.All(refused, answer => Assert.Equal(409, answer.Status));
        Assert.All(refused, answer => Assert.Contains("email belongs to another user", answer.Problems, StringComparison.Ordinal));
        Assert.Equal(200, (await Modify(nora, """ "email":"nora@demo.emend" """)).Status);
    }

    private Task<ApiResponse> SignIn(string name, string password) => Admin.Post(
        "/v1/accounts:signInWithPassword?key=demo", $$"""{"email":"{{name}}","password":"{{password}}","returnSecureToken":true}""");

    [Fact]
    public async Task A_change_applies_to_the_next_request_and_an_empty_change_keeps_the_version()
    {
        var made = await Admin.Post("/api/users", CreateUserBody("nora", roles: """[{"ref":"FULFILLER"}]"""));
        using var nora = await App.SignIn("nora", Password + "1");

        var changed = await Modify(made, """ "assignedRoles":[{"ref":"SUPERVISOR"}],"email":"nora@example.com" """);
        Assert.Equal((200, 2), (changed.Status, (int)changed["version"]!));
        Assert.Equal(200, (await nora.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1)))).Status);
        Assert.Equal(409, (await Modify(made, """ "firstname":"Eleonora" """)).Status);
        Assert.Equal(changed.Text, (await Modify(changed, """ "assignedRoles":[{"ref":"SUPERVISOR"}] """)).Text);

        Assert.Equal(200, (await Admin.Send(HttpMethod.Delete, $"/api/users/{made["id"]}", null)).Status);
        Assert.Equal(401, (await nora.Get("/api/pickjobs")).Status);
        Assert.Equal(404, (await Admin.Get($"/api/users/{made["id"]}")).Status);
    }

    [Fact]
    public async Task Users_are_listed_page_by_page()
    {
        var first = await Admin.Get("/api/users?size=2");
        var rest = await Admin.Get($"/api/users?size=2&startAfterId={first["users"][1]!["id"]}");

        Assert.Equal((2, 3, 1), (first["users"].AsArray().Count, (int)first["total"]!, rest["users"].AsArray().Count));
    }

    [Theory]
    [InlineData("demo-nora", "has 9 characters", "10 to 200")]
    [InlineData("Password123", "is a common password", "hard to guess")]
    [InlineData("nora-nora@demo.emend", "is the username", "Must differ from the username")]
    [InlineData("aaaaaaaaaaaaaa", "has too few different characters", "at least 5")]
    public async Task A_weak_password_is_rejected_with_the_correction(string password, string detail, string expected)
    {
        var answer = await Admin.Post("/api/users", CreateUserBody("nora-nora", password));

        Assert.Equal(400, answer.Status);
        Assert.Contains(detail, answer.Problems);
        Assert.Contains(expected, answer.Problems);
        Assert.DoesNotContain(password, answer.Text.Replace("nora-nora@demo.emend\"", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"assignedRoles\"", "\"x\"", 400, "has none of assignedRoles, roles")]
    [InlineData("""[{"ref":"FULFILLER"}]""", "[]", 400, "assignedRoles has 0 entries")]
    [InlineData("FULFILLER", "FULFILER", 422, "names the unknown role FULFILER")]
    [InlineData("LER\"", """LER","context":[{"type":"ZONE","values":["a"]}]""", 400, "Must be FACILITY")]
    [InlineData("LER\"", """LER","context":[{"type":"FACILITY","values":["a"]}]""", 422, "names the unknown facility a")]
    [InlineData("LER\"", """LER","context":[{"type":"FACILITY","values":[]}]""", 400, "values has 0 entries")]
    [InlineData("nora@demo", "no ra@demo", 400, "username contains whitespace")]
    [InlineData("\"firstname\"", "\"firstName\"", 400, "Did you mean firstname?")]
    [InlineData("nora@demo.emend", "ADMIN@demo.emend", 409, "username belongs to another user")]
    public async Task An_invalid_user_is_rejected_and_not_created(string instead, string of, int status, string problem)
    {
        var answer = await Admin.Post("/api/users", CreateUserBody("nora").Replace(instead, of, StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems);
        Assert.Equal(3, (int)(await Admin.Get("/api/users"))["total"]!);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_demoted_or_deleted()
    {
        var admin = (await Admin.Get("/api/users"))["users"].AsArray().Single(u => (string?)u!["username"] == "admin@demo.emend")!;

        var demoted = await Admin.Patch($"/api/users/{admin["id"]}", CreateAction(admin, """ "assignedRoles":[{"ref":"FULFILLER"}] """));
        var deleted = await Admin.Send(HttpMethod.Delete, $"/api/users/{admin["id"]}", null);

        Assert.Equal((422, 422), (demoted.Status, deleted.Status));
        Assert.Contains("make another user administrator first", demoted.Problems);
        await Admin.Post("/api/users", CreateUserBody("nora", roles: """[{"ref":"ADMINISTRATOR"}]"""));
        var second = await Admin.Patch($"/api/users/{admin["id"]}", CreateAction(admin, """ "assignedRoles":[{"ref":"AGENT"}] """));
        Assert.Equal(200, second.Status);
        Assert.Equal(403, (await Admin.Get("/api/users")).Status);
    }

    [Fact]
    public async Task A_user_cannot_grant_missing_permissions_or_change_users_with_more_permissions()
    {
        const string Permissions = """["USER_READ","USERS_READ","USER_WRITE","USER_MODIFY","ROLE_WRITE"]""";
        await Admin.Post("/api/roles", $$"""{"name":"PERSONNEL","permissions":{{Permissions}}}""");
        await Admin.Post("/api/users", CreateUserBody("nora", roles: """[{"ref":"PERSONNEL"}]"""));
        using var nora = await App.SignIn("nora", Password + "1");
        var admin = (await nora.Get("/api/users"))["users"].AsArray().Single(u => (string?)u!["username"] == "admin@demo.emend")!;

        ApiResponse[] rejected =
        [
            await nora.Post("/api/users", CreateUserBody("other", roles: """[{"ref":"ADMINISTRATOR"}]""")),
            await nora.Patch($"/api/users/{admin["id"]}", CreateAction(admin, """ "password":"quite another one" """)),
            await nora.Send(HttpMethod.Delete, $"/api/users/{admin["id"]}", null),
            await nora.Post("/api/roles", """{"name":"MORE","permissions":["ORDER_FORCE_CANCEL"]}"""),
        ];

        Assert.All(rejected, answer => Assert.True(answer.Status == 403, answer.Text));
        Assert.Contains("ORDER_FORCE_CANCEL", rejected[3].Problems);
        Assert.Equal(201, (await nora.Post("/api/users", CreateUserBody("other", roles: """[{"ref":"PERSONNEL"}]"""))).Status);
    }

    [Fact]
    public async Task A_password_change_requires_the_current_password()
    {
        using var picker = await App.SignIn("picker");

        var wrong = await picker.Post("/api/users/me/actions", CreateCredentials("not-my-password", "a much longer one"));
        var weak = await picker.Post("/api/users/me/actions", CreateCredentials("demo-picker", "short"));
        var right = await picker.Post("/api/users/me/actions", CreateCredentials("demo-picker", "a much longer one"));

        Assert.Equal((422, 400, 200), (wrong.Status, weak.Status, right.Status));
        Assert.Contains("currentPassword is not your password", wrong.Problems);
        Assert.Equal(401, (await picker.Get("/api/pickjobs")).Status);
        using var client = await App.SignIn("picker", "a much longer one");
        Assert.Equal(200, (await client.Get("/api/pickjobs")).Status);
    }

    private static string CreateCredentials(string current, string next) =>
        $$"""{"action":"ModifyCredentials","currentPassword":"{{current}}","password":"{{next}}"}""";

    private Task<ApiResponse> Modify(ApiResponse user, string members) =>
        Admin.Patch($"/api/users/{user["id"]}", CreateAction(user.Body!, members));

    private static string CreateAction(JsonNode user, string members) =>
        $$"""{"version":{{user["version"]}},"actions":[{"action":"ModifyUser",{{members}}}]}""";

    private static string CreateUserBody(
        string name, string password = Password + "1", string roles = """[{"ref":"FULFILLER"}]""",
        string? email = null) =>
        $$"""
        {"username":"{{name}}@demo.emend","password":"{{password}}","firstname":"Nora","lastname":"New","assignedRoles":{{roles}}
        {{(email is null ? "" : $",\"email\":\"{email}\"")}} }
        """;
}
