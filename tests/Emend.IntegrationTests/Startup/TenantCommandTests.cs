using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Common;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Startup;

public sealed class SqliteTenantCommandTests() : TenantCommandContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlTenantCommandTests() : TenantCommandContract(new TestDatabase.PostgreSqlTestDatabase())
{
    [Fact]
    public async Task Command_of_a_newer_version_does_not_migrate_the_database_of_older_servers()
    {
        await using var database = Database.Open(Place.Options);
        var all = Migration.All(database.Dialect);
        await database.Migrate([.. all.Take(all.Count - 1)], default);

        var (code, _, errors) = await Run("list");

        Assert.Equal(ExitCode.CommandRejected, code);
        Assert.Contains($"at migration {all[^2].Number}, and this command needs {all[^1].Number}", errors, StringComparison.Ordinal);
        Assert.Equal(all[^2].Number, await database.First(Statement.From(Migration.Last), row => row.Long(0), default));
    }
}

/// <summary>The command line <c>tenants …</c> in a process of its own.</summary>
public abstract class TenantCommandContract : IDisposable
{
    private readonly TestDatabase _place;

    private protected TestDatabase Place => _place;

    private protected TenantCommandContract(TestDatabase place) => _place = place;

    [Fact]
    public async Task Commands_work_on_an_empty_database_without_a_server()
    {
        var created = await Run("create", "shop", "--name", "The shop", "--admin=admin@shop.example", "--api-key", "web shop");
        Assert.Equal((ExitCode.Stopped, ""), (created.Code, created.Errors));
        Assert.Contains("API key   emend_", created.Output, StringComparison.Ordinal);
        Assert.Contains("password  ", created.Output, StringComparison.Ordinal);

        var listed = await Run("list");
        Assert.StartsWith("shop\tactive\t", listed.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.CommandRejected, (await Run("remove", "shop")).Code);
        Assert.Contains("shop\tsuspended\t", (await Run("suspend", "shop")).Output, StringComparison.Ordinal);
        Assert.Contains("shop\tsuspended\t", (await Run("show", "shop")).Output, StringComparison.Ordinal);
        Assert.Contains("shop is removed with all its data.", (await Run("remove", "shop")).Output, StringComparison.Ordinal);
        Assert.Equal("", (await Run("list")).Output);
        Assert.Equal(ExitCode.CommandRejected, (await Run("resume", "shop")).Code);
    }

    [Fact]
    public async Task Commands_work_beside_a_running_server()
    {
        using var emend = await EmendProcess.Start(_place);
        var created = await Run("create", "shop", "--name", "The shop", "--admin", "admin@shop.example", "--api-key", "web shop");
        var secret = created.Output.Split("API key   ")[1].Split(' ')[0];
        using var client = FulfillmenttoolsTestClient.WithKey(emend.Url, secret);
        Assert.Equal(200, (await client.Get("/emend/v1/orders")).Status);

        await Run("suspend", "shop");
        Assert.Equal(403, (await client.Get("/emend/v1/orders")).Status);

        await Run("resume", "shop");
        Assert.Equal(200, (await client.Get("/emend/v1/orders")).Status);
    }

    [Theory]
    [InlineData("tenants", "The command is incomplete or unknown")]
    [InlineData("tenants explode shop", "tenants explode is not a command")]
    [InlineData("tenants create shop --name x", "--admin is missing")]
    [InlineData("tenants create shop --nam x --admin a", "Did you mean --name?")]
    [InlineData("tenants create S --name x --admin admin@x.example", "id is S")]
    [InlineData("tenants create shop --name x --admin admin --retention-days soon", "--retention-days is soon")]
    public async Task Invalid_command_is_rejected_with_the_fix(string command, string text)
    {
        var (code, _, errors) = await EmendProcess.RunToEnd(EmendProcess.Command([.. command.Split(' '), .. _place.Arguments]));

        Assert.Equal(ExitCode.InvalidConfiguration, (ExitCode)code);
        Assert.Contains(text, errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _place.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<(ExitCode Code, string Output, string Errors)> Run(params string[] command)
    {
        var (code, output, errors) = await EmendProcess.RunToEnd(EmendProcess.Command(["tenants", .. command, .. _place.Arguments]));
        return ((ExitCode)code, output, errors);
    }
}
