namespace Emend.Core.Rules;

/// <summary>The names of the actions: what a person can do, one condition table each.</summary>
public static class ActionNames
{
    /// <summary>Delete a line, change its quantity or what it says of its article.</summary>
    public const string EditLineItems = "edit-line-items";

    /// <summary>Add a line.</summary>
    public const string AddLineItem = "add-line-item";

    /// <summary>Edit or add the preferred date.</summary>
    public const string PreferredDate = "preferred-date";

    /// <summary>Edit free attributes of the order or a line.</summary>
    public const string CustomAttributes = "custom-attributes";

    /// <summary>Edit the customer's details and addresses.</summary>
    public const string Consumer = "consumer";

    /// <summary>Take back a modification.</summary>
    public const string Undo = "undo";

    /// <summary>Place an order.</summary>
    public const string PlaceOrder = "place-order";

    /// <summary>Work on a pick job.</summary>
    public const string PickJob = "pick-job";

    /// <summary>Route again what found no place.</summary>
    public const string RerouteUnroutable = "reroute-unroutable";

    /// <summary>Give up what a facility lacks, and route it again.</summary>
    public const string RerouteShort = "reroute-short";

    /// <summary>End an order before work on it begins.</summary>
    public const string CancelOrder = "cancel-order";

    /// <summary>End an order wherever work on it stands.</summary>
    public const string ForceCancelOrder = "force-cancel-order";

    /// <summary>Have one facility supply the whole order.</summary>
    public const string AssignOrder = "assign-order";

    /// <summary>Route the whole order again.</summary>
    public const string RerouteOrder = "reroute-order";

    /// <summary>Route again what one pick job was to pick.</summary>
    public const string TaskReroute = "task-reroute";

    /// <summary>Put back on the shelf what is not wanted any more.</summary>
    public const string ReturnTask = "return-task";

    /// <summary>Give to the customer or the carrier what was picked.</summary>
    public const string HandoverJob = "handover-job";

    /// <summary>Get the label of a parcel.</summary>
    public const string ShippingLabel = "shipping-label";

    /// <summary>Have another carrier take a shipment.</summary>
    public const string CarrierChange = "carrier-change";

    /// <summary>Offer to the facilities what was held back.</summary>
    public const string Release = "release";

    /// <summary>Let a locked order go on.</summary>
    public const string UnlockOrder = "unlock-order";

    /// <summary>Make an order of a promise.</summary>
    public const string ConfirmPromise = "confirm-promise";

    /// <summary>Keep a promise for longer.</summary>
    public const string ExtendPromise = "extend-promise";

    /// <summary>End an order whose promise was not confirmed in time.</summary>
    public const string ExpirePromise = "expire-promise";
}
