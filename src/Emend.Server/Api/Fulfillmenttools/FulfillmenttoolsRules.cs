using Emend.Core.Rules;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Names of rule violations in this API: members of request bodies, and endpoints that remedies name.</summary>
internal static class FulfillmenttoolsRules
{
    /// <summary>The member of the request body; empty if the rule evaluates no member.</summary>
    public static string GetName(RequestField? field) => field switch
    {
        null => "",
        RequestField.Line => "id",
        RequestField.Quantity => "quantity",
        RequestField.Article => "article.tenantArticleId",
        RequestField.OrderLines => "orderLineItems",
        RequestField.TenantOrderId => "tenantOrderId",
        RequestField.CustomServices => "customServices",
        RequestField.Delivery => "deliveryPreferences",
        RequestField.DeliveryMethod => "kind",
        RequestField.CollectAt => "collectAt",
        RequestField.ServiceLevel => "serviceLevel",
        RequestField.Carriers => "carriers",
        RequestField.PreferredTime => "preferredHandlingTime",
        RequestField.UnlockPreferredTime => "targetTime",
        RequestField.Addresses => "addresses",
        RequestField.PromisedUntil => "promisesOptions",
        RequestField.ExtendedUntil => "until",
        RequestField.Facility => "facility",
        RequestField.PickJobAt => "pickJobAt",
        RequestField.PickJob => "pickJob",
        RequestField.ReportedLines => "lines",
        RequestField.SplitParts => "pieces",
        RequestField.MergedParts => "parts",
        RequestField.HandoverMethod => "deliveryKind",
        RequestField.Carrier => "carrierRef",
        RequestField.TrackingData => "trackingData",
        RequestField.Reservations => "reservations",
        RequestField.ReduceStock => "reduceStock",
        RequestField.AnonymizeAt => "anonymizeAt",
        RequestField.DeleteAt => "deleteAt",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Returns a function that names one field as the request does, and the other fields by their usual names.</summary>
    public static Func<RuleViolation, string> NameAs(RequestField field, string name) =>
        violation => violation.Field == field ? name : GetName(violation.Field);

    /// <summary>The remedy in words, with the endpoint of the operation that it names.</summary>
    public static string ToText(Remedy remedy) => remedy.Operation switch
    {
        null => remedy.Text,
        RemedyOperation.EnableLineItemModification => remedy.NameEndpoint("PUT /api/configurations/ordermodification"),
        RemedyOperation.EnableForceCancel => remedy.NameEndpoint("PUT /api/configurations/ordercancelation"),
        RemedyOperation.SetAnonymizationDate => remedy.NameEndpoint("UPDATE_GDPR_CLEANUP_DATE"),
        RemedyOperation.SetDeletionDate => remedy.NameEndpoint("UPDATE_PROCESS_DELETION_DATE"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
