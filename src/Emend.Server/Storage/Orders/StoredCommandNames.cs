using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>
/// Stored names of the commands that are executed later, of their changes and of their fulfillment actions, and of their members, as in
/// <see cref="StoredPropertyNames"/>. Stored names never change.
/// </summary>
internal static class StoredCommandNames
{
    private const string Common = " AcceptedPenalties=accepted Reason=reason NamedEntity=named";

    public static readonly IReadOnlyDictionary<Type, string> Members = new Dictionary<Type, string>
    {
        [typeof(OrderCommand)] = "",
        [typeof(OrderCommand.Modify)] =
            "Changes=changes Version=version Revision=revision Comment=comment IfUnroutable=ifUnroutable Rebase=rebase" + Common,
        [typeof(OrderCommand.ChangeFulfillment)] =
            "Action=action Version=version Revision=revision Comment=comment IfUnroutable=ifUnroutable" + Common,
        [typeof(OrderCommand.RerouteUnroutable)] =
            "IsUserRequested=userRequested Version=version Revision=revision Comment=comment" + Common,
        [typeof(NamedEntity)] = "Entity=entity Version=version",
        [typeof(Change)] = "",
        [typeof(SetLineQuantity)] = "Line=line To=to OnlyLowers=onlyLowers",
        [typeof(SetLineArticle)] = "Line=line To=to ExpectedArticle=expectedArticle DetailChanges=details",
        [typeof(AddLine)] = "Line=line",
        [typeof(NewOrderLine)] =
            "Article=article Properties=properties Quantity=quantity Attributes=attributes AdditionalData=extras ExternalKey=externalKey "
            + "Release=release",
        [typeof(SetAttributes)] = "Attributes=attributes",
        [typeof(SetLineAttributes)] = "Line=line Attributes=attributes",
        [typeof(ChangeArticleLines)] = "Article=article Content=content",
        [typeof(SetPreferredTime)] = "To=to",
        [typeof(SetDelivery)] = "Method=method SameDay=sameDay Carriers=carriers",
        [typeof(DeliveryMethod)] = "Kind=kind CollectAt=collectAt",
        [typeof(SetConsumer)] =
            "ConsumerId=consumerId Email=email FacilityRef=facilityRef TenantFacilityId=tenantFacilityId Addresses=addresses "
            + "AddressChanges=addressChanges Attributes=attributes",
        [typeof(AddressChange)] = "Kind=kind Position=position SetsKind=setsKind Texts=texts Location=location AdditionalData=extras",
        [typeof(FulfillmentAction)] = "",
        [typeof(FulfillmentAction.Cancel)] = "Reason=reason",
        [typeof(FulfillmentAction.ForceCancel)] = "Reason=reason",
        [typeof(FulfillmentAction.Reroute)] = "",
        [typeof(FulfillmentAction.ReroutePickJob)] = "PickJob=pickJob IsRejection=rejection",
        [typeof(FulfillmentAction.Assign)] = "Facility=facility",
        [typeof(FulfillmentAction.ChangeCarrier)] = "Shipment=shipment Carrier=carrier Product=product Version=version",
        [typeof(FulfillmentAction.SetTargetTime)] = "Shipment=shipment At=at Version=version",
        [typeof(FulfillmentAction.RemoveReservations)] = "ReducesStock=reducesStock Reservations=reservations",
        [typeof(FulfillmentAction.Unlock)] = "PreferredTime=preferredTime",
        [typeof(FulfillmentAction.ConfirmPromise)] = "TenantOrderId=tenantOrderId",
        [typeof(FulfillmentAction.ExtendPromise)] = "Until=until",
    };

    /// <summary>Members that are not stored: the allocation is planned when the command is executed.</summary>
    public static readonly IReadOnlyCollection<(Type Type, string Member)> NotStored =
        [(typeof(OrderCommand.RerouteUnroutable), nameof(OrderCommand.RerouteUnroutable.Allocation))];

    /// <summary>Stored names of the commands. Other commands have no stored form.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Commands = new Dictionary<Type, string>
    {
        [typeof(OrderCommand.Modify)] = "MODIFY",
        [typeof(OrderCommand.ChangeFulfillment)] = "CHANGE_FULFILLMENT",
        [typeof(OrderCommand.RerouteUnroutable)] = "REROUTE_UNROUTABLE",
    };

    /// <summary>Stored names of the types of changes.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Changes = new Dictionary<Type, string>
    {
        [typeof(SetLineQuantity)] = "SET_LINE_QUANTITY",
        [typeof(SetLineArticle)] = "SET_LINE_ARTICLE",
        [typeof(AddLine)] = "ADD_LINE",
        [typeof(SetAttributes)] = "SET_ATTRIBUTES",
        [typeof(SetLineAttributes)] = "SET_LINE_ATTRIBUTES",
        [typeof(ChangeArticleLines)] = "CHANGE_ARTICLE_LINES",
        [typeof(SetPreferredTime)] = "SET_PREFERRED_TIME",
        [typeof(SetDelivery)] = "SET_DELIVERY",
        [typeof(SetConsumer)] = "SET_CONSUMER",
    };

    /// <summary>Stored names of the fulfillment actions.</summary>
    public static readonly IReadOnlyDictionary<Type, string> Actions = new Dictionary<Type, string>
    {
        [typeof(FulfillmentAction.Cancel)] = "CANCEL",
        [typeof(FulfillmentAction.ForceCancel)] = "FORCE_CANCEL",
        [typeof(FulfillmentAction.Reroute)] = "REROUTE",
        [typeof(FulfillmentAction.ReroutePickJob)] = "REROUTE_PICK_JOB",
        [typeof(FulfillmentAction.Assign)] = "ASSIGN",
        [typeof(FulfillmentAction.ChangeCarrier)] = "CHANGE_CARRIER",
        [typeof(FulfillmentAction.SetTargetTime)] = "SET_TARGET_TIME",
        [typeof(FulfillmentAction.RemoveReservations)] = "REMOVE_RESERVATIONS",
        [typeof(FulfillmentAction.Unlock)] = "UNLOCK",
        [typeof(FulfillmentAction.ConfirmPromise)] = "CONFIRM_PROMISE",
        [typeof(FulfillmentAction.ExtendPromise)] = "EXTEND_PROMISE",
    };
}
