using Emend.Server.Desk;

namespace Emend.Server.Storage.Waiting;

/// <summary>The kinds of work in storage. A format: never renamed.</summary>
internal static class WorkKinds
{
    public static readonly Names<WorkKind> All = new("ROUTE", "RELEASE", "ARRIVAL", "SHORTAGE", "LABEL", "EXPIRE");

    public static readonly string Route = All[WorkKind.Route];
    public static readonly string Release = All[WorkKind.Release];
    public static readonly string Arrival = All[WorkKind.Arrival];
    public static readonly string Shortage = All[WorkKind.Shortage];
}
