using System.Text;
using Emend.Server.Identity;
using Emend.Server.Storage.Identity;

namespace Emend.IntegrationTests.Storage;

/// <summary>Stored formats of users, roles, and credentials.</summary>
public sealed class IdentityFormatTests
{
    private const string Person =
        """{"format":1,"firstName":"A","lastName":"B","roles":[{"role":"R","facilities":["f"]}],"tokensFrom":5,"""
        + """ "email":"a@b","locale":"nl_NL","attributes":{"x":1},"createdAt":1000000,"modifiedAt":2000000}""";

    private const string Role =
        """{"format":1,"permissions":["ORDER_READ"],"description":"d","facilities":["f"],"attributes":{"x":1},"createdAt":1000000,"""
        + """ "modifiedAt":2000000}""";

    private const string Credential = """{"format":1,"roles":[{"role":"R","facilities":["f"]}]}""";

    private static readonly User Empty = new(new("t"), new("u"), "a", "");

    [Fact]
    public void Stored_format_of_users_is_unchanged() =>
        Assert.Equal(Compact(Person), Text(IdentitySerializer.Write(IdentitySerializer.ReadUser(Empty, Bytes(Person)))));

    [Fact]
    public void Stored_format_of_roles_is_unchanged() =>
        Assert.Equal(Compact(Role), Text(IdentitySerializer.Write(IdentitySerializer.ReadRole("R", "R", Bytes(Role)))));

    [Fact]
    public void Stored_format_of_credentials_is_unchanged() => Assert.Equal(Credential, Text(IdentitySerializer.Write(
        new Credential(new("t"), new("c"), "c") { Roles = IdentitySerializer.ReadCredentialRoles(Bytes(Credential)) })));

    [Fact]
    public void Members_missing_in_older_documents_have_default_values()
    {
        var user = IdentitySerializer.ReadUser(
            Empty, Bytes("""{"format":1,"firstName":"A","lastName":"B","roles":[],"tokensFrom":0}"""));
        var role = IdentitySerializer.ReadRole("R", "R", Bytes("""{"format":1,"permissions":[]}"""));

        Assert.Equal((null, null, DateTimeOffset.UnixEpoch), (user.Email, user.Attributes, user.CreatedAt));
        Assert.Equal((null, 0), (role.Description, role.Facilities.Length));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Compact(string text) => text.Replace(", ", ",", StringComparison.Ordinal);
}
