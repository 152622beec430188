using Emend.Core.Orders;

namespace Emend.Server.Application.Orders;

/// <summary>Id of a reservation. Consists of the line id and the facility id.</summary>
internal static class ReservationId
{
    // Emend creates the line ids, which never contain this character.
    private const char Separator = '_';

    public static EntityId Create(LineId line, FacilityId facility) => new($"{line.Value}{Separator}{facility.Value}");

    public static string[] Split(EntityId id) =>
        id.Value.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var at ? [id.Value[..at], id.Value[(at + 1)..]] : [id.Value, ""];
}
