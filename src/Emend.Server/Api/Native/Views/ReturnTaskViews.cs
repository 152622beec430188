using System.ComponentModel;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The goods of a pick job that are to be restocked.</summary>
internal class ReturnTaskView
{
    private readonly ReturnTask _task;

    internal ReturnTaskView(ReturnTask task) => _task = task;

    public EntityId Id => _task.Id;

    [Minimum(1)]
    public long Version => _task.Version;

    public ReturnTaskStatus Status => _task.Status;

    [Description("The facility that holds the goods.")]
    public FacilityId Facility => _task.Facility;

    [Description("The pick job of the goods.")]
    public EntityId PickJob => _task.PickJobId;

    public IEnumerable<ReturnLineView> Lines => _task.Lines.Select(line => new ReturnLineView(line));

    public DateTimeOffset CreatedAt => _task.CreatedAt;

    public DateTimeOffset ModifiedAt => _task.ModifiedAt;
}

/// <summary>The units of a line in a return task.</summary>
internal readonly struct ReturnLineView(ReturnLine line)
{
    public LineId Line => line.Line;

    public ArticleId Article => line.Article;

    [Description("The picked quantity.")]
    public Quantity Quantity => line.Quantity;

    [Description("The total quantity restocked so far.")]
    public Quantity Restocked => line.Returned;

    [Description("True if the restocked quantity increases the stock.")]
    public bool Restockable => line.IsRestockable;
}

/// <summary>A return task with its order.</summary>
internal sealed class OwnedReturnTaskView : ReturnTaskView
{
    private readonly Order _order;

    // Not public: see NativeJsonContext.
    internal OwnedReturnTaskView(OwnedEntity<ReturnTask> owned)
        : base(owned.Entity) => _order = owned.Order;

    public OrderId Order => _order.Id;

    [Id]
    public string? TenantOrderId => _order.TenantOrderId;
}

/// <summary>A page of return tasks.</summary>
internal readonly struct ReturnTaskPageView(Page<OwnedEntity<ReturnTask>> page, int size)
{
    public IEnumerable<OwnedReturnTaskView> ReturnTasks => page.Items.Take(size).Select(owned => new OwnedReturnTaskView(owned));

    [Minimum(0)]
    public long Total => page.Total;

    [Description("The value of after for the next page.")]
    public EntityId? Next => page.Items.Count > size ? page.Items[size - 1].Entity.Id : null;
}
