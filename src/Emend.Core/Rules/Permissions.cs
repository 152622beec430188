using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Emend.Core.Rules;

/// <summary>
/// Permissions, under the names of the fulfillmenttools API. The constants are the permissions that Emend checks;
/// <see cref="All"/> contains every permission that a role can grant.
/// </summary>
public static class Permissions
{
    /// <summary>Reading orders.</summary>
    public const string OrderRead = "ORDER_READ";

    /// <summary>Reading orders.</summary>
    public const string OrderTotalRead = "ORDER_TOTAL_READ";

    /// <summary>Reading orders.</summary>
    public const string LineItemPricingRead = "LINE_ITEM_PRICING_READ";

    /// <summary>Searching orders.</summary>
    public const string AdminModulesRead = "ADMIN_MODULES_READ";

    /// <summary>Reading orders.</summary>
    public const string AuditRead = "AUDIT_READ";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderWrite = "ORDER_WRITE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderLineitemWrite = "ORDER_LINEITEM_WRITE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string LineItemAdd = "LINE_ITEM_ADD";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string LineItemDelete = "LINE_ITEM_DELETE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string LineItemQuantityIncrease = "LINE_ITEM_QUANTITY_INCREASE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string LineItemQuantityDecrease = "LINE_ITEM_QUANTITY_DECREASE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderCustomAttributesWrite = "ORDER_CUSTOM_ATTRIBUTES_WRITE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderConsumerWrite = "ORDER_CONSUMER_WRITE";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderCancel = "ORDER_CANCEL";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderForceCancel = "ORDER_FORCE_CANCEL";

    /// <summary>Placing, modifying and canceling orders.</summary>
    public const string OrderUnlock = "ORDER_UNLOCK";

    /// <summary>Routing and processes.</summary>
    public const string RoutingRead = "ROUTING_READ";

    /// <summary>Routing and processes.</summary>
    public const string RoutingWrite = "ROUTING_WRITE";

    /// <summary>Routing and processes.</summary>
    public const string ProcessRead = "PROCESS_READ";

    /// <summary>Routing and processes.</summary>
    public const string ProcessWrite = "PROCESS_WRITE";

    /// <summary>Routing and processes.</summary>
    public const string ProcessReroute = "PROCESS_REROUTE";

    /// <summary>Routing and processes.</summary>
    public const string ProcessLogRead = "PROCESS_LOG_READ";

    /// <summary>Routing and processes.</summary>
    public const string ReservationRead = "RESERVATION_READ";

    /// <summary>Routing and processes.</summary>
    public const string ReservationWrite = "RESERVATION_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string PickjobRead = "PICKJOB_READ";

    /// <summary>Warehouse work.</summary>
    public const string PickjobWrite = "PICKJOB_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string PickjobReroute = "PICKJOB_REROUTE";

    /// <summary>Warehouse work.</summary>
    public const string PackjobRead = "PACKJOB_READ";

    /// <summary>Warehouse work.</summary>
    public const string PackjobWrite = "PACKJOB_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string HandoverjobRead = "HANDOVERJOB_READ";

    /// <summary>Warehouse work.</summary>
    public const string HandoverjobWrite = "HANDOVERJOB_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string ShipmentRead = "SHIPMENT_READ";

    /// <summary>Warehouse work.</summary>
    public const string ShipmentWrite = "SHIPMENT_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string ParcelRead = "PARCEL_READ";

    /// <summary>Warehouse work.</summary>
    public const string ParcelWrite = "PARCEL_WRITE";

    /// <summary>Warehouse work.</summary>
    public const string ReturnRead = "RETURN_READ";

    /// <summary>Warehouse work.</summary>
    public const string ReturnWrite = "RETURN_WRITE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string FacilityRead = "FACILITY_READ";

    /// <summary>Facilities, stock and articles.</summary>
    public const string FacilityCreate = "FACILITY_CREATE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string FacilityWrite = "FACILITY_WRITE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string FacilityDelete = "FACILITY_DELETE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string StockRead = "STOCK_READ";

    /// <summary>Facilities, stock and articles.</summary>
    public const string StockAvailabilitiesRead = "STOCK_AVAILABILITIES_READ";

    /// <summary>Facilities, stock and articles.</summary>
    public const string StockWrite = "STOCK_WRITE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string ListingRead = "LISTING_READ";

    /// <summary>Facilities, stock and articles.</summary>
    public const string ListingWrite = "LISTING_WRITE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string ListingDelete = "LISTING_DELETE";

    /// <summary>Facilities, stock and articles.</summary>
    public const string CarrierRead = "CARRIER_READ";

    /// <summary>Facilities, stock and articles.</summary>
    public const string CarrierWrite = "CARRIER_WRITE";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string ConfigRead = "CONFIG_READ";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string ConfigWrite = "CONFIG_WRITE";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string RoutingConfigRead = "ROUTING_CONFIG_READ";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string RoutingConfigWrite = "ROUTING_CONFIG_WRITE";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string RemoteConfigRead = "REMOTE_CONFIG_READ";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string RemoteConfigWrite = "REMOTE_CONFIG_WRITE";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string EventRead = "EVENT_READ";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string SubscriptionRead = "SUBSCRIPTION_READ";

    /// <summary>Settings, events and subscriptions.</summary>
    public const string SubscriptionWrite = "SUBSCRIPTION_WRITE";

    /// <summary>Users and roles.</summary>
    public const string UserRead = "USER_READ";

    /// <summary>Users and roles.</summary>
    public const string UsersRead = "USERS_READ";

    /// <summary>Users and roles.</summary>
    public const string UserWrite = "USER_WRITE";

    /// <summary>Users and roles.</summary>
    public const string UserModify = "USER_MODIFY";

    /// <summary>Users and roles.</summary>
    public const string CurrentUserRead = "CURRENT_USER_READ";

    /// <summary>Users and roles.</summary>
    public const string CurrentUserModify = "CURRENT_USER_MODIFY";

    /// <summary>Users and roles.</summary>
    public const string RoleRead = "ROLE_READ";

    /// <summary>Users and roles.</summary>
    public const string RoleWrite = "ROLE_WRITE";

    /// <summary>Users and roles.</summary>
    public const string PermissionRead = "PERMISSION_READ";

    /// <summary>All permissions in a fixed order. Storage depends on the order: append new permissions at the end.</summary>
    public static readonly ImmutableArray<string> InOrder = [.. Names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>All permissions.</summary>
    public static readonly FrozenSet<string> All = InOrder.ToFrozenSet();

    private const string Names = """
        USER_READ USERS_READ USER_WRITE USER_MODIFY CURRENT_USER_READ CURRENT_USER_MODIFY ROLE_READ ROLE_WRITE FACILITY_READ
        FACILITY_WRITE FACILITY_CREATE FACILITY_DELETE FACILITY_GROUP_READ FACILITY_GROUP_WRITE ORDER_READ ORDER_WRITE
        ORDER_FORCE_CANCEL ORDER_UNLOCK ORDER_CANCEL ORDER_CONSUMER_WRITE ORDER_CUSTOM_ATTRIBUTES_WRITE ORDER_LINEITEM_WRITE
        ORDER_TOTAL_READ LINE_ITEM_PRICING_READ LINE_ITEM_QUANTITY_INCREASE LINE_ITEM_ADD LINE_ITEM_QUANTITY_DECREASE
        LINE_ITEM_DELETE SIMULATION_ORDER_READ SIMULATION_ORDER_WRITE AUDIT_READ NOTIFICATION_READ NOTIFICATION_WRITE
        EXPIRIES_READ EXPIRIES_WRITE CONFIG_READ CONFIG_WRITE ROUTING_CONFIG_READ ROUTING_CONFIG_WRITE PROMISES_CONFIG_READ
        PROMISES_CONFIG_WRITE OIDC_PROVIDERS_CONFIG_READ OIDC_PROVIDERS_CONFIG_WRITE LOCALE_WRITE CARRIER_READ CARRIER_WRITE
        RETURN_WRITE RETURN_READ ROUTING_READ ROUTING_WRITE PARCEL_READ PARCEL_WRITE SHIPMENT_READ SHIPMENT_WRITE
        HANDOVERJOB_READ HANDOVERJOB_WRITE PICKJOB_READ PICKJOB_WRITE PICKJOB_REROUTE REMOTE_CONFIG_READ REMOTE_CONFIG_WRITE
        PICKRUN_READ PICKRUN_WRITE LOADUNITTYPE_READ LOADUNITTYPE_WRITE LOADUNIT_READ LOADUNIT_WRITE MEASUREMENTUNIT_READ
        MEASUREMENTUNIT_WRITE EVENT_READ SUBSCRIPTION_READ SUBSCRIPTION_WRITE SUBSTITUTE_READ SUBSTITUTE_WRITE PROCESS_READ
        PROCESS_WRITE PROCESS_REROUTE EXTERNAL_ACTIONS_READ EXTERNAL_ACTIONS_WRITE PROCESS_LOG_READ OPERATIVE_PROCESS_READ
        OPERATIVE_PROCESS_WRITE DELIVERYNOTE_WRITE PACKJOB_READ PACKJOB_WRITE PACKINGCONTAINER_TYPE_WRITE
        PACKING_SOURCE_CONTAINER_READ PACKING_SOURCE_CONTAINER_WRITE RESTOW_ITEM_READ RESTOW_ITEM_WRITE TAG_READ TAG_WRITE
        STOCK_READ STOCK_WRITE EXTERNAL_STOCK_CHANGE_REASONS_READ EXTERNAL_STOCK_CHANGE_REASONS_WRITE STORAGE_LOCATION_READ
        STORAGE_LOCATION_WRITE STOW_JOB_READ STOW_JOB_OPERATIVE_WRITE STOW_JOB_FULL_WRITE NOTIFICATION_CENTER_CONFIG_READ
        NOTIFICATION_CENTER_CONFIG_WRITE DOMS_TOOLKIT_READ DOMS_TOOLKIT_WRITE ANALYTICS_DASHBOARD_READ DOCUMENT_SET_READ
        DOCUMENT_SET_WRITE INBOUND_PROCESS_READ INBOUND_PROCESS_WRITE ADMIN_DATA_RESET ADMIN_MODULES_READ ADMIN_MODULES_WRITE
        TENANT_CONNECTOR_CONFIG_READ CUSTOM_SERVICE_WRITE CUSTOM_SERVICE_READ VALIDATIONS_READ SERVICE_JOB_READ
        SERVICE_JOB_WRITE LINKED_SERVICE_JOBS_READ LINKED_SERVICE_JOBS_WRITE OPERATION_STATISTICS_READ DOMS_STATISTICS_READ
        AVAILABILITY_CHANNEL_READ AVAILABILITY_CHANNEL_WRITE HANDOVER_CONTAINER_READ HANDOVER_CONTAINER_WRITE STACKS_READ
        STACKS_WRITE CATEGORY_READ CATEGORY_WRITE PERMISSION_READ KPI_READ AI_ASSISTANT_ACCESS RESERVATION_WRITE
        RESERVATION_READ FILTER_ENTITY_READ BRAND_READ WORKFLOW_DEFINITION_READ WORKFLOW_DEFINITION_WRITE LOOKUP_RECORD_READ
        LOOKUP_RECORD_WRITE ORDER_RECORD_READ ORDER_RECORD_WRITE PACKAGING_UNITS_READ PACKAGING_UNITS_WRITE EXPORT_READ
        EXPORT_WRITE STOCK_AVAILABILITIES_READ LISTING_READ LISTING_WRITE LISTING_DELETE PURCHASE_PRICE_READ ZONE_READ
        ZONE_WRITE SAFETY_STOCK_READ SAFETY_STOCK_WRITE AVAILABILITY_THRESHOLDS_READ AVAILABILITY_THRESHOLDS_WRITE
        PICKUP_SERVICE_READ PICKUP_SERVICE_WRITE
        """;
}
