using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Changes;

/// <summary>Sets members of the consumer; those not given stay. Labels become obsolete if the delivery address truly differs.</summary>
public sealed record SetConsumer : Change
{
    /// <summary>The shop's id of the customer.</summary>
    public Optional<string?> ConsumerId { get; init; }

    /// <summary>The customer's mail address.</summary>
    public Optional<string?> Email { get; init; }

    /// <summary>The facility, where the recipient is one.</summary>
    public Optional<string?> FacilityRef { get; init; }

    /// <summary>The facility by the tenant's own id.</summary>
    public Optional<string?> TenantFacilityId { get; init; }

    /// <summary>All addresses.</summary>
    public Optional<ImmutableArray<Address>> Addresses { get; init; }

    /// <summary>Free attributes of the customer, all of them.</summary>
    public Optional<ImmutableSortedDictionary<string, JsonText>> Attributes { get; init; }

    internal override string Action => ActionNames.Consumer;

    internal override bool CausesReroute => false;

    internal override bool IsAlreadyApplied(Order order) => Differences(order.PersonalData.Consumer).IsEmpty;

    internal override ChangeResult Apply(Order order, DecisionContext context, IdSequence ids)
    {
        var before = order.PersonalData.Consumer;
        var after = ApplyTo(before);
        var events = new List<OrderEvent>
        {
            new OrderEvent.ConsumerChanged(Differences(before), order.Delivery.Destination, after.DeliveryAddress?.PostalLocation),
        };
        if (!DeliveryAddressStays(order)
            && order.Shipments.SelectMany(s => s.Parcels).Where(OrderPredicates.LabelRequested).Select(p => p.Id).ToImmutableArray()
                is { IsEmpty: false } parcels)
        {
            events.Add(new OrderEvent.LabelsObsoleted(parcels));
        }
        return new(events, order.PersonalData with { Consumer = after });
    }

    internal bool DeliveryAddressStays(Order order) =>
        Plain(ApplyTo(order.PersonalData.Consumer).DeliveryAddress) == Plain(order.PersonalData.Consumer.DeliveryAddress);

    internal Consumer ApplyTo(Consumer present) => present with
    {
        ConsumerId = ConsumerId.Or(present.ConsumerId),
        Email = Email.Or(present.Email),
        FacilityRef = FacilityRef.Or(present.FacilityRef),
        TenantFacilityId = TenantFacilityId.Or(present.TenantFacilityId),
        Addresses = Addresses.Or(present.Addresses),
        Attributes = Attributes.Or(present.Attributes),
    };

    internal override RebaseResult RebaseOnto(Order then, Order now)
    {
        var (was, present, merge) = (then.PersonalData.Consumer, now.PersonalData.Consumer, new ThreeWayMerge());
        var addresses = Addresses.IsGiven ? merge.Addresses(was.Addresses, present.Addresses, Addresses.Value) : null;
        var rest = new SetConsumer
        {
            ConsumerId = Free("consumerId", "customer id", ConsumerId, c => c.ConsumerId),
            Email = Free("email", "mail address", Email, c => c.Email),
            FacilityRef = Free("facilityRef", "receiving facility", FacilityRef, c => c.FacilityRef),
            TenantFacilityId = Free("tenantFacilityId", "receiving facility", TenantFacilityId, c => c.TenantFacilityId),
            Addresses = addresses is { } free ? free : default(Optional<ImmutableArray<Address>>),
            Attributes = Attributes.IsGiven && FreeAttributes() ? Attributes : default,
        };
        return new(rest == new SetConsumer() ? null : rest, merge.Conflicts);

        Optional<string?> Free(string name, string words, Optional<string?> given, Func<Consumer, string?> of) =>
            given.IsGiven && merge.TryChange($"/consumer/{name}", words, (of(was), of(present), given.Value), DiffJson.Of)
                ? given
                : default;

        bool FreeAttributes() =>
            was.Attributes.SequenceEqual(present.Attributes)
            || merge.TryChange("/consumer/attributes", "attributes of the customer",
                (DiffJson.Of(was.Attributes), DiffJson.Of(present.Attributes), DiffJson.Of(Attributes.Value)), text => text);
    }

    // Goods that go to an address of no kind go to a postal one; to say so changes nothing about a label.
    private static Address? Plain(Address? address) => address is { Kind: null } ? address with { Kind = AddressKind.Postal } : address;

    private ImmutableArray<string> Differences(Consumer present)
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
                names.Add(name);
        }
    }
}
