using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// The facilities of a tenant in a fixed order. Built once per snapshot: what routing computes from a facility alone is computed
/// here, so that a route over thousands of them only reads arrays.
/// </summary>
public sealed class Network
{
    /// <summary>No facilities.</summary>
    public static readonly Network Empty = new([]);

    private readonly Dictionary<FacilityId, int> _index;

    /// <summary>A network of these facilities, in this order. Of two with the same id the first counts.</summary>
    public Network(ImmutableArray<Facility> facilities)
    {
        Facilities = facilities.IsDefault ? [] : facilities;
        _index = new Dictionary<FacilityId, int>(Facilities.Length);
        for (var i = 0; i < Facilities.Length; i++)
        {
            _index.TryAdd(Facilities[i].Id, i);
        }

        Map = new NetworkIndex(Facilities);
    }

    /// <summary>The facilities; stock is told in this order.</summary>
    public ImmutableArray<Facility> Facilities { get; }

    /// <summary>What routing reads of them.</summary>
    internal NetworkIndex Map { get; }

    /// <summary>Its place in <see cref="Facilities"/>, or -1 where unknown.</summary>
    public int IndexOf(FacilityId id) => id.Value is not null && _index.TryGetValue(id, out var index) ? index : -1;

    /// <summary>The facility, or null where unknown.</summary>
    public Facility? Find(FacilityId id) => IndexOf(id) is >= 0 and var index ? Facilities[index] : null;
}
