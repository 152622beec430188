using System.Collections.Immutable;
using System.Text.Json;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A permission with the parts of its name. The group is Emend's own classification.</summary>
/// <param name="Key">The name.</param>
/// <param name="SubGroup">What the permission is about.</param>
/// <param name="Operation">What it allows.</param>
/// <param name="Group">The area.</param>
internal sealed record PermissionView(string Key, string SubGroup, string Operation, string Group)
{
    // Longer names first: an operation can end with the name of another one.
    private static readonly string[] Operations =
    [
        "CUSTOM_ATTRIBUTES_WRITE", "QUANTITY_INCREASE", "QUANTITY_DECREASE", "LINEITEM_WRITE", "CONSUMER_WRITE", "FORCE_CANCEL",
        "PRICING_READ", "TOTAL_READ", "REROUTE", "CREATE", "DELETE", "CANCEL", "MODIFY", "UNLOCK", "RESET", "WRITE", "READ", "LIST", "ADD",
    ];

    private static readonly (string Group, string[] SubGroups)[] SubGroupsByGroup =
    [
        ("ORDER_MANAGEMENT",
        [
            "ORDER", "LINE_ITEM", "SIMULATION_ORDER", "PROCESS", "PROCESS_LOG", "ROUTING", "ROUTING_CONFIG", "PROMISES_CONFIG",
            "RESERVATION", "RETURN", "EXPIRIES",
        ]),
        ("INVENTORY",
        [
            "STOCK", "STOCK_AVAILABILITIES", "STORAGE_LOCATION", "EXTERNAL_STOCK_CHANGE_REASONS", "SAFETY_STOCK", "LISTING", "CATEGORY",
            "INBOUND_PROCESS", "STACKS", "AVAILABILITY_CHANNEL", "AVAILABILITY_THRESHOLDS",
        ]),
        ("USER_MANAGEMENT", ["USER", "USERS", "CURRENT_USER", "ROLE", "PERMISSION"]),
        ("OPERATIONS",
        [
            "PICKJOB", "PICKRUN", "PACKJOB", "HANDOVERJOB", "SHIPMENT", "PARCEL", "LOADUNIT", "LOADUNITTYPE", "RESTOW_ITEM",
            "SERVICE_JOB", "STOW_JOB", "HANDOVER_CONTAINER", "OPERATIVE_PROCESS",
        ]),
        ("SYSTEM_ADMINISTRATION", ["CONFIG", "EVENT", "SUBSCRIPTION", "REMOTE_CONFIG", "AUDIT", "LOCALE"]),
        ("ADMIN", ["ADMIN_MODULES", "ADMIN_DATA"]),
        ("FOUNDATION", ["FACILITY", "FACILITY_GROUP", "CARRIER", "TAG", "ZONE"]),
    ];

    /// <summary>Names of the groups. Permissions of no other group are in CORE.</summary>
    public static readonly ImmutableArray<string> Groups = [.. SubGroupsByGroup.Select(pair => pair.Group), Core];

    /// <summary>Schema of a permission.</summary>
    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("key", JsonSchema.Text()),
        Required("group", JsonSchema.Choice([.. Groups])),
        Required("subGroup", JsonSchema.Text()),
        Required("operation", JsonSchema.Text())).Named("Permission");

    private const string Core = "CORE";

    // Keys whose parts the vendor names differently.
    private static readonly Dictionary<string, (string SubGroup, string? Operation)> Exceptions = new()
    {
        ["USERS"] = ("USER", "LIST"),
        ["EXPIRIES"] = ("EXPIRY", null),
        ["OIDC_PROVIDERS_CONFIG"] = ("OIDC_PROVIDER_CONFIG", null),
        ["LOADUNITTYPE"] = ("LOADUNIT_TYPE", null),
        ["MEASUREMENTUNIT"] = ("MEASUREMENT_UNIT", null),
        ["PROCESS_LOG"] = ("PROCESS_LOGS", null),
        ["STOW_JOB_OPERATIVE"] = ("STOW_JOB", null),
        ["STOW_JOB_FULL"] = ("STOW_JOB", null),
        ["AI_ASSISTANT"] = ("AI_SIDEKICK", "READ"),
    };

    public static PermissionView Create(string key)
    {
        var operation = Operations.FirstOrDefault(name => key.EndsWith("_" + name, StringComparison.Ordinal)) ?? key.Split('_')[^1];
        var subject = key[..^(operation.Length + 1)];
        var group = SubGroupsByGroup.Where(pair => pair.SubGroups.Contains(subject)).Select(pair => pair.Group).FirstOrDefault(Core);
        return Exceptions.TryGetValue(subject, out var named)
            ? new(key, named.SubGroup, named.Operation ?? operation, group)
            : new(key, subject, operation, group);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("key", Key);
        json.WriteString("group", Group);
        json.WriteString("subGroup", SubGroup);
        json.WriteString("operation", Operation);
    }
}
