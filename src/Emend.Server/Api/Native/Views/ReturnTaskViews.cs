using System.ComponentModel;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The goods of a pick job that are to be restocked.</summary>
internal class ReturnTaskView(ReturnTask task)
{
    public EntityId Id => task.Id;

    [Minimum(1)]
    public long Version => task.Version;

    public ReturnTaskStatus Status => task.Status;

    [Description("The facility that holds the goods.")]
    public FacilityId Facility => task.Facility;

    [Description("The pick job of the goods.")]
    public EntityId PickJob => task.PickJobId;

    public IEnumerable<ReturnLineView> Lines => task.Lines.Select(line => new ReturnLineView(line));

    public DateTimeOffset CreatedAt => task.CreatedAt;

    public DateTimeOffset ModifiedAt => task.ModifiedAt;
}

/// <summary>The units of a line in a return task.</summary>
internal sealed class ReturnLineView(ReturnLine line)
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
internal sealed class OwnedReturnTaskView(OwnedEntity<ReturnTask> owned) : ReturnTaskView(owned.Entity)
{
    public OrderId Order => owned.Order.Id;

    [Id]
    public string? TenantOrderId => owned.Order.TenantOrderId;
}

/// <summary>A page of return tasks.</summary>
internal sealed class ReturnTaskPageView(Page<OwnedEntity<ReturnTask>> page, int size)
{
    public IEnumerable<OwnedReturnTaskView> ReturnTasks => page.Items.Take(size).Select(owned => new OwnedReturnTaskView(owned));

    [Minimum(0)]
    public long Total => page.Total;

    [Description("The value of after for the next page.")]
    public EntityId? Next => page.Items.Count > size ? page.Items[size - 1].Entity.Id : null;
}
