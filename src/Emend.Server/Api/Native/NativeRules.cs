using Emend.Core.Rules;

namespace Emend.Server.Api.Native;

/// <summary>Names of rule violations in this API: members of request bodies, kinds of subjects, and endpoints that remedies name.</summary>
internal static class NativeRules
{
    /// <summary>Returns the JSON pointer of a rule violation into the request body; null if the violation concerns the order.</summary>
    public static string? GetPointer(RuleViolation violation)
    {
        var member = FindName(violation.Field) is { } name ? "/" + name : "";
        return violation.Change is { } change ? $"/changes/{change}{member}" : member.Length > 0 ? member : null;
    }

    /// <summary>
    /// The remedy in words, with the endpoint of the operation that it names. The configurations of a tenant and the retention dates of an
    /// order have endpoints in the fulfillmenttools API only.
    /// </summary>
    public static string ToText(Remedy remedy) => remedy.Operation switch
    {
        null => remedy.Text,
        RemedyOperation.EnableLineItemModification => remedy.NameEndpoint("PUT /api/configurations/ordermodification"),
        RemedyOperation.EnableForceCancel => remedy.NameEndpoint("PUT /api/configurations/ordercancelation"),
        RemedyOperation.SetAnonymizationDate => remedy.NameEndpoint("UPDATE_GDPR_CLEANUP_DATE"),
        RemedyOperation.SetDeletionDate => remedy.NameEndpoint("UPDATE_PROCESS_DELETION_DATE"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The kind of a subject.</summary>
    public static string ToName(ViolationSubjectKind kind) => kind switch
    {
        ViolationSubjectKind.Line => "line",
        ViolationSubjectKind.PickJob => "pickJob",
        ViolationSubjectKind.HandoverJob => "handoverJob",
        ViolationSubjectKind.Shipment => "shipment",
        ViolationSubjectKind.Parcel => "parcel",
        ViolationSubjectKind.ReturnTask => "returnTask",
        ViolationSubjectKind.Facility => "facility",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Requests of this API have no member for the other fields.
    private static string? FindName(RequestField? field) => field switch
    {
        RequestField.Line => "line",
        RequestField.Quantity => "quantity",
        RequestField.Article => "article",
        RequestField.OrderLines => "lines",
        RequestField.TenantOrderId => "tenantOrderId",
        RequestField.CustomServices => "services",
        RequestField.Delivery => "delivery",
        RequestField.DeliveryMethod => "kind",
        RequestField.CollectAt => "collectAt",
        RequestField.ServiceLevel => "serviceLevel",
        RequestField.Carriers => "carriers",
        RequestField.PreferredTime or RequestField.UnlockPreferredTime => "preferredTime",
        RequestField.Addresses => "addresses",
        RequestField.PromisedUntil => "promisedUntil",
        RequestField.ExtendedUntil => "until",
        RequestField.Facility => "facility",
        RequestField.PickJob => "pickJob",
        RequestField.ReportedLines => "lines",
        RequestField.SplitParts => "pieces",
        RequestField.MergedParts => "parts",
        RequestField.Carrier => "carrier",
        _ => null,
    };
}
