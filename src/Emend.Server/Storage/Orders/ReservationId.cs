using Emend.Core.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>A reservation is known by the line it is for and the facility that holds it.</summary>
internal static class ReservationId
{
    // Line ids are our own and hold none.
    private const char Between = '_';

    public static EntityId Of(LineId line, FacilityId facility) => new($"{line.Value}{Between}{facility.Value}");

    public static string[] Parts(EntityId id) =>
        id.Value.IndexOf(Between, StringComparison.Ordinal) is >= 0 and var at ? [id.Value[..at], id.Value[(at + 1)..]] : [id.Value, ""];
}
