using Emend.Server.Storage.PostgreSql;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

public class PostgreSqlOptionsTests
{
    [Theory]
    [InlineData("Host=db", 30)]
    [InlineData("Host=db;Maximum Pool Size=100", 100)]
    public void A_node_takes_thirty_connections_unless_told_otherwise(string connection, int connections) =>
        Assert.Equal(connections, new NpgsqlConnectionStringBuilder(PostgreSqlDatabase.Configure(connection)).MaxPoolSize);
}
