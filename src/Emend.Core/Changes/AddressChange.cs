using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>Sets named members of one address. Other members and other addresses stay unchanged.</summary>
/// <remarks>
/// If the order does not have the address, a change with street, postal code, city and country adds it. The coordinates are removed if
/// street, postal code, city or country changes and the change has no coordinates.
/// </remarks>
public sealed record AddressChange
{
    private static readonly ImmutableArray<TextMember> Members =
    [
        new("street", "street", a => a.Street, (a, v) => a with { Street = v ?? "" }) { Place = PlacePart.Required },
        new("houseNumber", "house number", a => a.HouseNumber, (a, v) => a with { HouseNumber = v }) { Place = PlacePart.Optional },
        new("postalCode", "postal code", a => a.PostalCode, (a, v) => a with { PostalCode = v ?? "" }) { Place = PlacePart.Required },
        new("city", "city", a => a.City, (a, v) => a with { City = v ?? "" }) { Place = PlacePart.Required },
        new("province", "province", a => a.Province, (a, v) => a with { Province = v }) { Place = PlacePart.Optional },
        new("country", "country", a => a.Country, (a, v) => a with { Country = v ?? "" }) { Place = PlacePart.Required },
        new("firstName", "first name", a => a.FirstName, (a, v) => a with { FirstName = v }),
        new("lastName", "last name", a => a.LastName, (a, v) => a with { LastName = v }),
        new("companyName", "company", a => a.CompanyName, (a, v) => a with { CompanyName = v }),
    ];

    /// <summary>Names of the members that <see cref="Texts"/> can set.</summary>
    public static readonly ImmutableArray<string> TextMembers = [.. Members.Select(m => m.Name)];

    private static readonly ImmutableSortedDictionary<string, string?> NoTexts =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    private static readonly ImmutableSortedDictionary<string, JsonText?> NoData =
        ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal);

    private static readonly Address Empty = new() { Street = "", PostalCode = "", City = "", Country = "" };

    /// <summary>The kind of the address. An address without a kind counts as postal. Null for the delivery address.</summary>
    public AddressKind? Kind { get; init; }

    /// <summary>Zero-based position among the addresses of the kind. Without meaning for the delivery address.</summary>
    public int Position { get; init; }

    /// <summary>Whether the address gets the kind, if it has none.</summary>
    public bool SetsKind { get; init; }

    /// <summary>The values by the names in <see cref="TextMembers"/>; null removes a value that is not required.</summary>
    public ImmutableSortedDictionary<string, string?> Texts { get; init; } = NoTexts;

    /// <summary>The coordinates.</summary>
    public Optional<GeoPoint?> Location { get; init; }

    /// <summary>Other members of the address, merged by name; null removes a member.</summary>
    public ImmutableSortedDictionary<string, JsonText?> AdditionalData { get; init; } = NoData;

    private bool SetsPlace => Location.IsSpecified || Members.Any(m => m.Place is not PlacePart.None && Texts.ContainsKey(m.Name));

    /// <summary>Whether the addresses have the address, or the change contains enough to add it.</summary>
    internal bool CanApplyTo(ImmutableArray<Address> addresses) =>
        FindIndex(addresses) is not null
        || Members.All(m => m.Place is not PlacePart.Required || Texts.GetValueOrDefault(m.Name) is { Length: > 0 });

    internal ImmutableArray<Address> ApplyTo(ImmutableArray<Address> addresses)
    {
        if (FindIndex(addresses) is { } index)
        {
            return addresses.SetItem(index, ApplyTo(addresses[index]));
        }

        return CanApplyTo(addresses) ? addresses.Add(ApplyTo(Empty with { Kind = Kind })) : addresses;
    }

    /// <summary>
    /// Returns the change without conflicting members; null if nothing remains. Street, house number, postal code, city, province, country
    /// and coordinates are one value, because mixing two of them would create an address that does not exist.
    /// </summary>
    internal AddressChange? RebaseOnto(ImmutableArray<Address> then, ImmutableArray<Address> now, ThreeWayMerge merge)
    {
        var (thenIndex, nowIndex) = (FindIndex(then), FindIndex(now));
        if (thenIndex is not { } thenAt || nowIndex is not { } at)
        {
            var (was, present) = (thenIndex is { } i ? then[i] : null, nowIndex is { } j ? now[j] : null);
            return merge.TryChange<Address?>(
                $"/consumer/addresses/{nowIndex ?? thenIndex ?? now.Length}", "address", (was, present, ApplyTo(was ?? Empty)), ToJson)
                ? this
                : null;
        }

        var (previous, current, path) = (then[thenAt], now[at], $"/consumer/addresses/{at}");
        var rest = this;
        if (SetsPlace && !merge.TryChange<Address?>(
            path, $"address {at + 1}", (WithPlaceOf(current, previous), current, WithPlaceOf(current, ApplyTo(current))), ToJson))
        {
            rest = rest with
            {
                Texts = rest.Texts.RemoveRange(Members.Where(m => m.Place is not PlacePart.None).Select(m => m.Name)),
                Location = default,
            };
        }

        foreach (var member in Members.Where(m => m.Place is PlacePart.None && Texts.ContainsKey(m.Name)))
        {
            if (!merge.TryChange(
                $"{path}/{member.Name}", $"{member.Words} of address {at + 1}",
                (member.Get(previous), member.Get(current), Texts[member.Name]), DiffJson.ToJson))
            {
                rest = rest with { Texts = rest.Texts.Remove(member.Name) };
            }
        }

        var data = merge.MergeAttributes(
            $"{path}/more",
            AttributeMerge.ReadMembers(previous.AdditionalData), AttributeMerge.ReadMembers(current.AdditionalData), AdditionalData);
        rest = rest with { AdditionalData = data };
        return rest.Texts.IsEmpty && rest.AdditionalData.IsEmpty && !rest.Location.IsSpecified ? null : rest;

        static string? ToJson(Address? address) => address is null ? null : OrderFields.CreateAddress(address, 0).AsJson.Raw;
    }

    private static Address WithPlaceOf(Address address, Address place) =>
        Members.Where(m => m.Place is not PlacePart.None).Aggregate(address, (a, m) => m.Set(a, m.Get(place)))
            with { Location = place.Location };

    private int? FindIndex(ImmutableArray<Address> addresses)
    {
        if (Kind is not { } kind)
        {
            var delivery = new Consumer { Addresses = addresses }.DeliveryAddress;
            return delivery is null ? null : addresses.IndexOf(delivery);
        }

        var found = addresses.Index().Where(a => (a.Item.Kind ?? AddressKind.Postal) == kind).Skip(Position).Select(a => (int?)a.Index);
        return found.FirstOrDefault();
    }

    private Address ApplyTo(Address address)
    {
        var after = Members.Where(m => Texts.ContainsKey(m.Name)).Aggregate(address, (a, m) => m.Set(a, Texts[m.Name]));
        var moved = Members.Any(m => m.Place is PlacePart.Required && m.Get(after) != m.Get(address));
        return after with
        {
            Kind = SetsKind ? Kind : address.Kind,
            Location = Location.IsSpecified ? Location.Value : moved ? null : address.Location,
            AdditionalData = AttributeMerge.MergeObject(address.AdditionalData, AdditionalData),
        };
    }

    private enum PlacePart
    {
        None,
        Optional,
        Required,
    }

    private sealed record TextMember(string Name, string Words, Func<Address, string?> Get, Func<Address, string?, Address> Set)
    {
        public PlacePart Place { get; init; }
    }
}
