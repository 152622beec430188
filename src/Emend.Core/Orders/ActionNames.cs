namespace Emend.Core.Orders;

/// <summary>Names of the actions. One rule set guards each action.</summary>
public static class ActionNames
{
    /// <summary>Remove a line, or change its quantity or article properties.</summary>
    public const string EditLineItems = "edit-line-items";

    /// <summary>Add a line.</summary>
    public const string AddLineItem = "add-line-item";

    /// <summary>Set the preferred date.</summary>
    public const string PreferredDate = "preferred-date";

    /// <summary>Set how the order reaches the customer.</summary>
    public const string Delivery = "delivery";

    /// <summary>Edit custom attributes of the order or of a line.</summary>
    public const string CustomAttributes = "custom-attributes";

    /// <summary>Edit the customer's details and addresses.</summary>
    public const string Consumer = "consumer";

    /// <summary>Undo a modification.</summary>
    public const string Undo = "undo";

    /// <summary>Place an order.</summary>
    public const string PlaceOrder = "place-order";

    /// <summary>Reports work on a pick job.</summary>
    public const string PickJob = "pick-job";

    /// <summary>Route unroutable units again.</summary>
    public const string RerouteUnroutable = "reroute-unroutable";

    /// <summary>Reroute units that a facility no longer has in stock.</summary>
    public const string RerouteShortage = "reroute-shortage";

    /// <summary>Cancel an order before work starts.</summary>
    public const string CancelOrder = "cancel-order";

    /// <summary>Cancel an order whatever the state of the work.</summary>
    public const string ForceCancelOrder = "force-cancel-order";

    /// <summary>Assign the whole order to one facility.</summary>
    public const string AssignOrder = "assign-order";

    /// <summary>Reroute the whole order.</summary>
    public const string RerouteOrder = "reroute-order";

    /// <summary>Reroute the units of one pick job.</summary>
    public const string TaskReroute = "task-reroute";

    /// <summary>Remove reservations of an order.</summary>
    public const string RemoveReservations = "remove-reservations";

    /// <summary>Restock picked goods that are no longer needed.</summary>
    public const string ReturnTask = "return-task";

    /// <summary>Hand over picked goods to the customer or the carrier.</summary>
    public const string HandoverJob = "handover-job";

    /// <summary>Hand over goods after all that the customer did not accept before.</summary>
    public const string CreateHandoverJob = "create-handover-job";

    /// <summary>Request or cancel the label of a parcel, split the parcel, or record what a carrier reports.</summary>
    public const string ShippingLabel = "shipping-label";

    /// <summary>Change the carrier of a shipment.</summary>
    public const string CarrierChange = "carrier-change";

    /// <summary>Set the target time of a shipment that has none.</summary>
    public const string TargetTime = "target-time";

    /// <summary>Release an order: create its pick jobs.</summary>
    public const string Release = "release";

    /// <summary>Unlock a locked order.</summary>
    public const string UnlockOrder = "unlock-order";

    /// <summary>Confirm a promised order.</summary>
    public const string ConfirmPromise = "confirm-promise";

    /// <summary>Extend the promise of an order.</summary>
    public const string ExtendPromise = "extend-promise";

    /// <summary>Cancel a promised order that was not confirmed in time.</summary>
    public const string ExpirePromise = "expire-promise";
}
