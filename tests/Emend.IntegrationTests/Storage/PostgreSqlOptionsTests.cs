using Emend.Server.Storage.PostgreSql;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

public class PostgreSqlOptionsTests
{
    [Theory]
    [InlineData("Host=db", 30)]
    [InlineData("Host=db;Maximum Pool Size=100", 100)]
    public void Node_uses_thirty_connections_by_default(string connection, int connections) =>
        Assert.Equal(connections, new NpgsqlConnectionStringBuilder(PostgreSqlDatabase.Configure(connection)).MaxPoolSize);
}
