using Emend.Server.Application.WorkQueue;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>
/// Stored names of the work item kinds. Stored names never change. The outbox has the name of its predecessor, the label requests: a node
/// of the previous version cannot read work items of an unknown kind.
/// </summary>
internal static class WorkItemKindNames
{
    public static readonly EnumNames<WorkItemKind> All = new("ROUTE", "RELEASE", "ARRIVAL", "SHORTAGE", "LABEL", "EXPIRE");

    public static readonly string Route = All[WorkItemKind.Route];
    public static readonly string Release = All[WorkItemKind.Release];
    public static readonly string Arrival = All[WorkItemKind.Arrival];
    public static readonly string Shortage = All[WorkItemKind.Shortage];
}
