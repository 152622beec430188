using System.Text.RegularExpressions;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Identity;

namespace Emend.IntegrationTests.Identity;

public sealed partial class BuiltInRolesTests
{
    private static readonly User Somebody = new(new("demo"), new("u"), "a@demo.emend", "");

    [Fact]
    public void There_are_as_many_permissions_as_the_vendor_has() => Assert.Equal(161, Permissions.All.Count);

    [Fact]
    public void Every_permission_the_product_asks_for_is_one()
    {
        var asked = typeof(Permissions).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

        Assert.Empty(asked.Except(Permissions.All));
    }

    [Fact]
    public void The_roles_are_the_documented_ones()
    {
        var fulfiller = Documented("FULFILLER");

        Assert.Equal(fulfiller.Order(), BuiltInRoles.BuiltIn["FULFILLER"].Order());
        Assert.Equal(fulfiller.Concat(Documented("SUPERVISOR")).Order(), BuiltInRoles.BuiltIn["SUPERVISOR"].Order());
        Assert.Equal(Permissions.All, BuiltInRoles.BuiltIn["ADMINISTRATOR"]);
    }

    [Fact]
    public void A_supervisor_neither_forces_nor_configures_and_a_fulfiller_modifies_nothing()
    {
        var supervisor = BuiltInRoles.BuiltIn["SUPERVISOR"];
        var fulfiller = BuiltInRoles.BuiltIn["FULFILLER"];

        Assert.False(supervisor.Contains(Permissions.OrderForceCancel) || supervisor.Contains(Permissions.ConfigWrite));
        Assert.DoesNotContain(fulfiller, name => name.StartsWith("ORDER_", StringComparison.Ordinal) && name != Permissions.OrderRead);
    }

    [Fact]
    public void Roles_add_up_and_an_unknown_one_grants_nothing()
    {
        var user = Somebody with { Roles = [new("FULFILLER", []), new("OWN", []), new("GONE", [])] };

        var actor = BuiltInRoles.ActorOf(user, [new("OWN", "Own", ["ORDER_CANCEL"]), new("OTHER", "Other", ["CONFIG_WRITE"])]);

        Assert.True(actor.HasPermission("PICKJOB_WRITE") && actor.HasPermission("ORDER_CANCEL"));
        Assert.False(actor.HasPermission("CONFIG_WRITE"));
        Assert.True(actor.CanAccessFacility(new("anywhere")));
    }

    [Fact]
    public void A_role_bound_to_a_facility_binds_its_bearer()
    {
        var actor = BuiltInRoles.ActorOf(Somebody with { Roles = [new("FULFILLER", [new("here")]), new("SUPERVISOR", [])] }, []);

        Assert.True(actor.CanAccessFacility(new("here")));
        Assert.False(actor.CanAccessFacility(new("there")));
    }

    private static string[] Documented(string role)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "faces", "fulfillmenttools-roles.md"));
        var section = page[page.IndexOf($"## {role}", StringComparison.Ordinal)..];
        return [.. Names().Matches(section.Split("```")[1]).Select(match => match.Value)];
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Emend.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("[A-Z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
