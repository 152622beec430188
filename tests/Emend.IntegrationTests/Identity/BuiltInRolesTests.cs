using System.Text.RegularExpressions;
using Emend.Core.Rules;
using Emend.Server.Identity;

namespace Emend.IntegrationTests.Identity;

public sealed partial class BuiltInRolesTests
{
    private static readonly User AnyUser = new(new("demo"), new("u"), "a@demo.emend", "");

    [Fact]
    public void Number_of_permissions_equals_that_of_the_vendor() => Assert.Equal(161, Permissions.All.Count);

    [Fact]
    public void Every_required_permission_exists()
    {
        var required = typeof(Permissions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Empty(required.Except(Permissions.All));
    }

    [Fact]
    public void Built_in_roles_match_the_documentation()
    {
        var fulfiller = Documented("FULFILLER");

        Assert.Equal(fulfiller.Order(), BuiltInRoles.BuiltIn["FULFILLER"].Order());
        Assert.Equal(fulfiller.Concat(Documented("SUPERVISOR")).Order(), BuiltInRoles.BuiltIn["SUPERVISOR"].Order());
        Assert.Equal(Permissions.All, BuiltInRoles.BuiltIn["ADMINISTRATOR"]);
    }

    [Fact]
    public void Supervisor_cannot_force_cancel_or_configure_and_fulfiller_cannot_modify()
    {
        var supervisor = BuiltInRoles.BuiltIn["SUPERVISOR"];
        var fulfiller = BuiltInRoles.BuiltIn["FULFILLER"];

        Assert.False(supervisor.Contains(Permissions.OrderForceCancel) || supervisor.Contains(Permissions.ConfigWrite));
        Assert.DoesNotContain(fulfiller, name => name.StartsWith("ORDER_", StringComparison.Ordinal) && name != Permissions.OrderRead);
    }

    [Fact]
    public void Permissions_of_roles_are_combined_and_unknown_roles_grant_nothing()
    {
        var user = AnyUser with { Roles = [new("FULFILLER", []), new("OWN", []), new("GONE", [])] };

        var actor = BuiltInRoles.CreateActor(user, [new("OWN", "Own", ["ORDER_CANCEL"]), new("OTHER", "Other", ["CONFIG_WRITE"])]);

        Assert.True(actor.HasPermission("PICKJOB_WRITE") && actor.HasPermission("ORDER_CANCEL"));
        Assert.False(actor.HasPermission("CONFIG_WRITE"));
        Assert.True(actor.CanAccessFacility(new("anywhere")));
    }

    [Fact]
    public void Role_restricted_to_a_facility_restricts_the_user()
    {
        var actor = BuiltInRoles.CreateActor(AnyUser with { Roles = [new("FULFILLER", [new("here")]), new("SUPERVISOR", [])] }, []);

        Assert.True(actor.CanAccessFacility(new("here")));
        Assert.False(actor.CanAccessFacility(new("there")));
    }

    private static string[] Documented(string role)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "api", "fulfillmenttools-roles.md"));
        var section = page[page.IndexOf($"## {role}", StringComparison.Ordinal)..];
        return [.. Names().Matches(section.Split("```")[1]).Select(match => match.Value)];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Emend.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("[A-Z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
