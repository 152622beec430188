using System.Text;
using Emend.Server.Application;
using Emend.Server.Storage.Identity;

namespace Emend.IntegrationTests.Storage;

/// <summary>People, roles and credentials as they were ever written stay readable.</summary>
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
    public void A_person_is_written_and_read_as_it_was() =>
        Assert.Equal(Compact(Person), Text(IdentitySerializer.Write(IdentitySerializer.Fill(Empty, Bytes(Person)))));

    [Fact]
    public void A_role_is_written_and_read_as_it_was() =>
        Assert.Equal(Compact(Role), Text(IdentitySerializer.Write(IdentitySerializer.Role("R", "R", Bytes(Role)))));

    [Fact]
    public void A_credential_is_written_and_read_as_it_was() => Assert.Equal(Credential, Text(IdentitySerializer.Write(
        new Credential(new("t"), new("c"), "c") { Roles = IdentitySerializer.RolesOfCredential(Bytes(Credential)) })));

    [Fact]
    public void What_a_document_of_before_does_not_have_takes_its_default()
    {
        var user = IdentitySerializer.Fill(
            Empty, Bytes("""{"format":1,"firstName":"A","lastName":"B","roles":[],"tokensFrom":0}"""));
        var role = IdentitySerializer.Role("R", "R", Bytes("""{"format":1,"permissions":[]}"""));

        Assert.Equal((null, null, DateTimeOffset.UnixEpoch), (user.Email, user.Attributes, user.CreatedAt));
        Assert.Equal((null, 0), (role.Description, role.Facilities.Length));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static string Compact(string text) => text.Replace(", ", ",", StringComparison.Ordinal);
}
