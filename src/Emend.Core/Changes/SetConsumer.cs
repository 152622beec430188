using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>
/// Sets members of the consumer; omitted members stay unchanged. Requested labels become obsolete if the delivery address changes.
/// </summary>
public sealed record SetConsumer : Change
{
    /// <summary>Customer id of the shop.</summary>
    public Optional<string?> ConsumerId { get; init; }

    /// <summary>Email address of the customer.</summary>
    public Optional<string?> Email { get; init; }

    /// <summary>The facility, if a facility is the recipient.</summary>
    public Optional<string?> FacilityRef { get; init; }

    /// <summary>The facility by tenant facility id.</summary>
    public Optional<string?> TenantFacilityId { get; init; }

    /// <summary>All addresses.</summary>
    public Optional<ImmutableArray<Address>> Addresses { get; init; }

    /// <summary>Changes of single addresses, applied after <see cref="Addresses"/>, in order.</summary>
    public ImmutableArray<AddressChange> AddressChanges { get; init; } = [];

    /// <summary>All custom attributes of the customer.</summary>
    public Optional<ImmutableSortedDictionary<string, JsonText>> Attributes { get; init; }

    internal override string Action => ActionNames.Consumer;

    internal override bool CausesReroute => false;

    internal override bool Sets(string path) => path.StartsWith("/consumer", StringComparison.Ordinal);

    internal override bool IsAlreadyApplied(Order order) =>
        HasCompleteAddresses(order) && GetChangedMembers(order.PersonalData.Consumer).IsEmpty;

    internal override bool CanApply(Order order) => HasCompleteAddresses(order);

    internal override ChangeResult Apply(Order order, IReadOnlyDictionary<ArticleId, Article> catalog, IdSequence ids)
    {
        var before = order.PersonalData.Consumer;
        var after = ApplyTo(before);
        var events = new List<OrderEvent>
        {
            new OrderEvent.ConsumerChanged(GetChangedMembers(before), order.Delivery.Destination, after.DeliveryAddress?.PostalLocation),
        };
        if (!KeepsDeliveryAddress(order)
            && order.Shipments.SelectMany(s => s.Parcels.Where(p => p.IsLabelRequested && !order.IsHandedOver(s, p)))
                .Select(p => p.Id).ToImmutableArray() is { IsEmpty: false } parcels)
        {
            events.Add(new OrderEvent.LabelsObsoleted(parcels));
        }
        return new(events, order.PersonalData with { Consumer = after });
    }

    internal bool KeepsDeliveryAddress(Order order) =>
        Normalize(ApplyTo(order.PersonalData.Consumer).DeliveryAddress) == Normalize(order.PersonalData.Consumer.DeliveryAddress);

    /// <summary>Whether each changed address exists or is complete.</summary>
    internal bool HasCompleteAddresses(Order order)
    {
        var addresses = Addresses.ValueOr(order.PersonalData.Consumer.Addresses);
        foreach (var change in AddressChanges)
        {
            if (!change.CanApplyTo(addresses))
            {
                return false;
            }

            addresses = change.ApplyTo(addresses);
        }

        return true;
    }

    internal Consumer ApplyTo(Consumer present) => present with
    {
        ConsumerId = ConsumerId.ValueOr(present.ConsumerId),
        Email = Email.ValueOr(present.Email),
        FacilityRef = FacilityRef.ValueOr(present.FacilityRef),
        TenantFacilityId = TenantFacilityId.ValueOr(present.TenantFacilityId),
        Addresses = AddressChanges.Aggregate(Addresses.ValueOr(present.Addresses), (addresses, change) => change.ApplyTo(addresses)),
        Attributes = Attributes.ValueOr(present.Attributes),
    };

    internal override RebaseResult RebaseOnto(Order baseOrder, Order currentOrder)
    {
        var (previousConsumer, present, merge) = (baseOrder.PersonalData.Consumer, currentOrder.PersonalData.Consumer, new ThreeWayMerge());
        var addresses = Addresses.IsSpecified ? merge.MergeAddresses(previousConsumer.Addresses, present.Addresses, Addresses.Value) : null;
        var rest = new SetConsumer
        {
            ConsumerId = Free("consumerId", "customer id", ConsumerId, c => c.ConsumerId),
            Email = Free("email", "email address", Email, c => c.Email),
            FacilityRef = Free("facilityRef", "receiving facility", FacilityRef, c => c.FacilityRef),
            TenantFacilityId = Free("tenantFacilityId", "receiving facility", TenantFacilityId, c => c.TenantFacilityId),
            Addresses = addresses is { } free ? free : default(Optional<ImmutableArray<Address>>),
            AddressChanges =
            [
                .. AddressChanges.Select(c => c.RebaseOnto(previousConsumer.Addresses, present.Addresses, merge)).OfType<AddressChange>(),
            ],
            Attributes = Attributes.IsSpecified && FreeAttributes() ? Attributes : default,
        };
        return new(rest == new SetConsumer() ? null : rest, merge.Conflicts);

        Optional<string?> Free(string name, string words, Optional<string?> given, Func<Consumer, string?> of) =>
            given.IsSpecified
                && merge.TryChange($"/consumer/{name}", words, (of(previousConsumer), of(present), given.Value), DiffJson.ToJson)
                ? given
                : default;

        bool FreeAttributes() =>
            previousConsumer.Attributes.SequenceEqual(present.Attributes)
            || merge.TryChange("/consumer/attributes", "customer attributes",
                (DiffJson.ToJson(previousConsumer.Attributes), DiffJson.ToJson(present.Attributes), DiffJson.ToJson(Attributes.Value)),
                    text => text);
    }

    // An address without a kind is a postal address. Setting the kind explicitly does not affect a label.
    private static Address? Normalize(Address? address) => address is { Kind: null } ? address with { Kind = AddressKind.Postal } : address;

    private ImmutableArray<string> GetChangedMembers(Consumer present)
    {
        var after = ApplyTo(present);
        var names = ImmutableArray.CreateBuilder<string>();
        Note("consumerId", after.ConsumerId == present.ConsumerId);
        Note("email", after.Email == present.Email);
        Note("facilityRef", after.FacilityRef == present.FacilityRef);
        Note("tenantFacilityId", after.TenantFacilityId == present.TenantFacilityId);
        Note("addresses", after.Addresses.SequenceEqual(present.Addresses));
        Note("customAttributes", after.Attributes.SequenceEqual(present.Attributes));
        return names.ToImmutable();

        void Note(string name, bool same)
        {
            if (!same)
            {
                names.Add(name);
            }
        }
    }
}
