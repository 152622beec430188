using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Compares addresses. Returns the names of changed members, without values.</summary>
internal static class AddressDifferences
{
    private static readonly (string Name, Func<Address, object?> Of)[] Members =
    [
        ("street", a => a.Street), ("houseNumber", a => a.HouseNumber), ("postalCode", a => a.PostalCode), ("city", a => a.City),
        ("province", a => a.Province), ("country", a => a.Country), ("firstName", a => a.FirstName), ("lastName", a => a.LastName),
        ("companyName", a => a.CompanyName), ("coordinates", a => a.Location), ("customAttributes", a => a.AdditionalData),
    ];

    /// <summary>Compares addresses of the same kind. For an added or removed address, returns all members with a value.</summary>
    public static ImmutableArray<(AddressKind? Kind, ImmutableArray<string> Members)> Compare(Order? before, Order after)
    {
        var (was, now) = (before?.PersonalData.Consumer.Addresses ?? [], after.PersonalData.Consumer.Addresses);
        var kinds = was.Concat(now).Select(a => a.Kind).Distinct();
        return [.. kinds.Select(
            kind => (kind, GetDifferingMembers(was.FirstOrDefault(a => a.Kind == kind), now.FirstOrDefault(a => a.Kind == kind))))
            .Where(difference => !difference.Item2.IsEmpty)];
    }

    private static ImmutableArray<string> GetDifferingMembers(Address? was, Address? now) =>
        [.. Members.Where(m => !Equals(was is null ? null : m.Of(was), now is null ? null : m.Of(now))).Select(m => m.Name)];
}
