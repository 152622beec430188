using Emend.IntegrationTests.Fixtures;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class RoleTests : FulfillmenttoolsFixture
{
    private const string Keeper = """{"name":"KEEPER","permissions":["STOCK_READ","FACILITY_READ"],"displayName":"Stock keeper"}""";

    [Fact]
    public async Task A_role_is_created_updated_and_deleted_with_versions()
    {
        var made = await Admin.Post("/api/roles", Keeper);
        Assert.Equal((201, 1), (made.Status, (int)made["version"]!));
        Assert.Equal(made.Text, (await Admin.Get("/api/roles/KEEPER")).Text);

        var patched = await Admin.Patch("/api/roles/KEEPER", """{"name":"KEEPER","version":1,"permissions":["STOCK_WRITE"]}""");
        Assert.Equal((2, "Stock keeper"), ((int)patched["version"]!, (string?)patched["displayName"]));
        Assert.Equal("""["STOCK_WRITE"]""", patched["permissions"].ToJsonString());
        Assert.Equal(409, (await Admin.Put("/api/roles/KEEPER", """{"name":"KEEPER","version":1,"permissions":[]}""")).Status);
        var put = await Admin.Put("/api/roles/KEEPER", """{"name":"KEEPER","version":2,"permissions":[]}""");
        Assert.Equal((3, "KEEPER"), ((int)put["version"]!, (string?)put["displayName"]));
        Assert.Equal(200, (await Admin.Send(HttpMethod.Delete, "/api/roles/KEEPER", null)).Status);
        Assert.Equal(404, (await Admin.Get("/api/roles/KEEPER")).Status);
    }

    [Fact]
    public async Task Built_in_roles_are_listed_and_cannot_be_changed()
    {
        var names = (await Admin.Get("/api/roles")).Body!.AsArray().Select(r => (string?)r!["name"]);
        Assert.Equal(["ADMINISTRATOR", "FULFILLER", "SUPERVISOR", "AGENT"], names);

        const string Put = """{"name":"FULFILLER","version":1,"permissions":[]}""";
        ApiResponse[] refused =
        [
            await Admin.Put("/api/roles/FULFILLER", Put),
            await Admin.Patch("/api/roles/FULFILLER", Put),
            await Admin.Send(HttpMethod.Delete, "/api/roles/FULFILLER", null),
        ];
        Assert.All(refused, answer => Assert.Equal(422, answer.Status));
        Assert.Contains("name is a built-in role", refused[0].Problems);
    }

    [Fact]
    public async Task An_assigned_role_cannot_be_deleted()
    {
        var rejected = await Admin.Send(HttpMethod.Delete, "/api/roles/AGENT", null);

        Assert.Equal(422, rejected.Status);
        Assert.Contains("is assigned to 1: agent@demo.emend", rejected.Problems);
    }

    [Theory]
    [InlineData("KEEPER", "AB", 400, "must have 3 to 20", "Must have 3 to 20")]
    [InlineData("KEEPER", "KEEPER OF ALL THE STOCK", 400, "name has 23 characters", "Must have 3 to 20")]
    [InlineData("KEEPER", "KEEP/ER", 400, "name has characters that are invalid in paths", "")]
    [InlineData("KEEPER", "agent", 409, "is the name of the role AGENT", "")]
    [InlineData("KEEPER", "Administrator", 409, "is the name of the role ADMINISTRATOR", "")]
    [InlineData("STOCK_READ", "STOCK_RAED", 400, "permissions[0] is the string \"STOCK_RAED\"", "did you mean STOCK_READ?")]
    [InlineData("permissions", "permission", 400, "permission is not a known member", "Did you mean permissions?")]
    public async Task An_invalid_role_is_rejected(string instead, string of, int status, string problem, string expected)
    {
        var answer = await Admin.Post("/api/roles", Keeper.Replace($"\"{instead}", $"\"{of}", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(expected, answer.Problems);
        Assert.Equal(4, (await Admin.Get("/api/roles")).Body!.AsArray().Count);
    }

    [Fact]
    public async Task A_facility_context_of_a_role_restricts_its_users_and_changes_apply_immediately()
    {
        var facilities = (await Admin.Get("/api/facilities?size=2"))["facilities"].AsArray().Select(f => (string)f!["id"]!).ToList();
        await Admin.Post("/api/roles", CreateRoleWithContext("POST", facilities[0]));
        await App.Services.GetRequiredService<ITenantProvisioner>().CreateUser(
            new("demo"), new NewUser("nora@demo.emend", "demo-nora", new RoleAssignment("KEEPER", [])), default);
        using var nora = await App.SignIn("nora");

        Assert.Equal([facilities[0]], await ListFacilities(nora));
        Assert.Equal(200, (await Admin.Patch("/api/roles/KEEPER", CreateRoleWithContext("PATCH", facilities[1]))).Status);
        Assert.Equal([facilities[1]], await ListFacilities(nora));
    }

    private static string CreateRoleWithContext(string method, string facility) => $$"""
        {"name":"KEEPER","permissions":["STOCK_READ","FACILITY_READ"],"context":[{"type":"FACILITY","values":["{{facility}}"]}]
        {{(method == "PATCH" ? ",\"version\":1" : "")}}}
        """;

    private static async Task<IEnumerable<string>> ListFacilities(FulfillmenttoolsTestClient client) =>
        (await client.Get("/api/facilities"))["facilities"].AsArray().Select(f => (string)f!["id"]!);
}
