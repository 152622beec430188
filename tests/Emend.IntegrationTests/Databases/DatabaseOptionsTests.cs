using Emend.Server.Common;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Databases;

/// <summary>The section Emend:Databases.</summary>
public sealed class DatabaseOptionsTests
{
    private const string Main = "Host=one;Database=emend;Password=hidden";

    [Theory]
    [InlineData("main", "Host=two", "Emend:Databases:main is not a name of a database.")]
    [InlineData("Second", "Host=two", "Emend:Databases:Second is not a name of a database.")]
    [InlineData("a_b", "Host=two", "Specify 1 to 40 lower-case letters, digits and hyphens")]
    [InlineData("second", "two", "Emend:Databases:second is not a PostgreSQL connection string.")]
    [InlineData("second", "Host=one;Database=emend;Username=x", "Emend and Emend:Databases:second are the same database.")]
    public void Invalid_entry_is_rejected_with_the_fix_and_without_the_password(string name, string connection, string text)
    {
        var rejected = Assert.Throws<StartupException>(() => StorageOptions.PostgreSql(Main).WithFurther([(name, connection)]));

        Assert.Equal(ExitCode.InvalidConfiguration, rejected.ExitCode);
        Assert.Contains(text, rejected.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Further_databases_are_in_the_order_of_their_names() => Assert.Equal(
        ["a", "b"],
        StorageOptions.PostgreSql(Main).WithFurther([("b", "Host=b"), ("a", "Host=a")]).Further.Select(server => server.Name));
}
