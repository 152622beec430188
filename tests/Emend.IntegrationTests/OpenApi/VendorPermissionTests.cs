using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.OpenApi;

/// <summary>
/// Compares the permissions of every operation with those that the vendor names. The vendor names none for some operations; those are
/// not compared. The test needs EMEND_REFERENCE.
/// </summary>
public sealed partial class VendorPermissionTests
{
    private const string ReturnTasks = "A return task is work of the picker of the goods. Rule RK-1 of both APIs needs PICKJOB_WRITE.";

    /// <summary>The operations whose permissions differ on purpose, each with the reason.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["post /api/orders/actions"] = "The only bulk action is BULK_FORCE_CANCEL. It needs ORDER_FORCE_CANCEL, as FORCE_CANCEL does.",
        ["post /api/orders/{}/actions"] = "The vendor lists the permissions of all actions. Each action needs one of them.",
        ["post /api/orders/{}/orderlineitems/{}/actions"] =
            "The only action edits custom attributes. The vendor's documentation of that edit names ORDER_CUSTOM_ATTRIBUTES_WRITE.",
        ["post /api/itemreturnjobs/{}/actions"] = ReturnTasks,
        ["put /api/itemreturnjobs/{}/itemreturns/{}/returnedlineitems"] = ReturnTasks,
    };

    [Fact]
    public void The_permissions_of_every_operation_are_those_of_the_vendor_or_listed()
    {
        if (VendorDocuments.Vendor is not { } path)
        {
            return;
        }

        var (vendor, own) = (Read(path, "x-fft-permissions"), Read(VendorDocuments.Emend, "x-permissions"));
        var compared = own.Where(o => vendor.GetValueOrDefault(o.Key) is { Length: > 0 }).ToList();
        var different = compared.Where(o => !o.Value.Order().SequenceEqual(vendor[o.Key].Order())).ToList();

        Assert.True(compared.Count > 50, $"{compared.Count} operations");
        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), different.Select(d => d.Key).Order(StringComparer.Ordinal));
    }

    /// <summary>The permissions by operation. Path parameters have no names, because the vendor's names differ.</summary>
    private static Dictionary<string, string[]> Read(string path, string member)
    {
        var paths = JsonNode.Parse(File.ReadAllText(path))!["paths"]!.AsObject();
        var operations =
            from route in paths
            from operation in route.Value!.AsObject()
            where operation.Value is JsonObject
            let permissions = operation.Value[member] as JsonArray ?? []
            select (Name: $"{operation.Key} {Parameter().Replace(route.Key, "{}")}", Permissions: permissions);
        return operations.ToDictionary(o => o.Name, o => o.Permissions.Select(p => (string)p!).ToArray(), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
