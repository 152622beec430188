using Emend.Server.Storage;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

/// <summary>A connection string with several hosts, as for a cluster with failover.</summary>
public sealed class PostgreSqlHostsTests() : StoreContract(new TestDatabase.PostgreSqlTestDatabase())
{
    [Theory]
    [InlineData("")]
    [InlineData(";Target Session Attributes=primary")]
    public async Task Node_uses_the_primary_of_several_hosts(string more)
    {
        var one = new NpgsqlConnectionStringBuilder(Options.Connection);
        var (host, port) = (one.Host, one.Port);
        one.Remove("Port");
        one.Host = $"127.0.0.1:1,{host}:{port}"; // nobody listens on port 1

        await using var node = Database.Open(StorageOptions.PostgreSql(one.ConnectionString + more));

        Assert.Equal(0, await node.First(Statement.From("SELECT count(*) FROM orders"), row => row.Long(0), Never));
        Assert.True((await node.Write([Statement.One("UPDATE health_checks SET payload = $1", new byte[] { 1 })], Never)).IsCommitted);
    }
}
