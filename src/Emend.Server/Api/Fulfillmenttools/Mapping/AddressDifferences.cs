using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Which members of which addresses differ, without what they say.</summary>
internal static class AddressDifferences
{
    private static readonly (string Name, Func<Address, object?> Of)[] Members =
    [
        ("street", a => a.Street), ("houseNumber", a => a.HouseNumber), ("postalCode", a => a.PostalCode), ("city", a => a.City),
        ("province", a => a.Province), ("country", a => a.Country), ("firstName", a => a.FirstName), ("lastName", a => a.LastName),
        ("companyName", a => a.CompanyName), ("coordinates", a => a.Location), ("customAttributes", a => a.AdditionalData),
    ];

    /// <summary>By what they are for; of an address that is new or gone, all that it says.</summary>
    public static ImmutableArray<(AddressKind? Kind, ImmutableArray<string> Members)> Between(Order? before, Order after)
    {
        var (was, now) = (before?.PersonalData.Consumer.Addresses ?? [], after.PersonalData.Consumer.Addresses);
        var kinds = was.Concat(now).Select(a => a.Kind).Distinct();
        return [.. kinds.Select(kind => (kind, Differing(was.FirstOrDefault(a => a.Kind == kind), now.FirstOrDefault(a => a.Kind == kind))))
            .Where(told => !told.Item2.IsEmpty)];
    }

    private static ImmutableArray<string> Differing(Address? was, Address? now) =>
        [.. Members.Where(m => !Equals(was is null ? null : m.Of(was), now is null ? null : m.Of(now))).Select(m => m.Name)];
}
