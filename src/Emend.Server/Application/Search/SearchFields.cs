using System.Collections.Frozen;

namespace Emend.Server.Application.Search;

/// <summary>
/// How searches compare the texts of a field. Ids and fixed names are compared exactly. All other texts are typed by people and are
/// compared in a form of <see cref="SearchText"/>.
/// </summary>
internal static class SearchFields
{
    // Fields of documents that are ids or fixed names. Some have a column that stores the exact text.
    private static readonly FrozenSet<string> Exact = FrozenSet.Create(
        OrderSearchDocument.Id,
        OrderSearchDocument.Status,
        OrderSearchDocument.Api,
        OrderSearchDocument.Facility,
        OrderSearchDocument.Article,
        OrderSearchDocument.AddressKind,
        FulfillmentSearchDocuments.Order,
        FulfillmentSearchDocuments.PickJob,
        FulfillmentSearchDocuments.Plan,
        FulfillmentSearchDocuments.HandoverJob,
        FulfillmentSearchDocuments.Shipment,
        FulfillmentSearchDocuments.Process,
        FulfillmentSearchDocuments.Carrier,
        FulfillmentSearchDocuments.Channel,
        FulfillmentSearchDocuments.ParcelStatus,
        FulfillmentSearchDocuments.Progress,
        CatalogSearchDocuments.TenantFacilityId,
        CatalogSearchDocuments.LocationType);

    private static readonly FrozenSet<string> Codes = FrozenSet.Create(OrderSearchDocument.PostalCode, OrderSearchDocument.TrackingNumber);

    /// <summary>The value in the form in which the field is compared.</summary>
    public static FieldValue Normalize(string field, FieldValue value) =>
        value.Kind is not FieldValueKind.Text || Exact.Contains(field)
            ? value
            : value with
            {
                Text = Codes.Contains(field) ? SearchText.FoldCode(value.Text)
                    : field == OrderSearchDocument.Phone ? SearchText.FoldPhone(value.Text)
                    : SearchText.Fold(value.Text),
            };
}
