using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Routing;

/// <summary>
/// The facilities of a tenant in a fixed order. Built once per snapshot. Precomputes data of each facility, so that routing over thousands
/// of facilities only reads arrays.
/// </summary>
public sealed class Network
{
    /// <summary>No facilities.</summary>
    public static readonly Network Empty = new([]);

    private readonly Dictionary<FacilityId, int> _index;

    /// <summary>Creates a network of facilities in this order. Of duplicate ids, the first one counts.</summary>
    public Network(ImmutableArray<Facility> facilities)
    {
        Facilities = facilities.IsDefault ? [] : facilities;
        _index = new Dictionary<FacilityId, int>(Facilities.Length);
        for (var i = 0; i < Facilities.Length; i++)
        {
            _index.TryAdd(Facilities[i].Id, i);
        }

        Index = new NetworkIndex(Facilities);
    }

    /// <summary>The facilities; stock arrays have the same order.</summary>
    public ImmutableArray<Facility> Facilities { get; }

    /// <summary>The precomputed data of the facilities.</summary>
    internal NetworkIndex Index { get; }

    /// <summary>Returns the index in <see cref="Facilities"/>, or -1 if unknown.</summary>
    public int IndexOf(FacilityId id) => id.Value is not null && _index.TryGetValue(id, out var index) ? index : -1;

    /// <summary>Finds a facility; null if unknown.</summary>
    public Facility? Find(FacilityId id) => IndexOf(id) is >= 0 and var index ? Facilities[index] : null;
}
