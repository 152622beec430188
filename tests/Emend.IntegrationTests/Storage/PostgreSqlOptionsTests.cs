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

    [Theory]
    [InlineData("Host=db", 200)]
    [InlineData("Host=db;Max Auto Prepare=50", 50)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)] // for a pooler that does not support prepared statements
    public void Node_prepares_statements_unless_the_connection_string_says_otherwise(string connection, int statements) =>
        Assert.Equal(statements, new NpgsqlConnectionStringBuilder(PostgreSqlDatabase.Configure(connection)).MaxAutoPrepare);
}
