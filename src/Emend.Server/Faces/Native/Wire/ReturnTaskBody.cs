using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>Return tasks on the wire: in an order, and by themselves.</summary>
internal static class ReturnTaskBody
{
    private static readonly Member[] OfTask =
    [
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Revision),
        Must("status", States.Shape<ReturnTaskStatus>()),
        Must("facility", CommonShapes.Ref.Says("Where the goods are.")),
        Must("pickJob", CommonShapes.Ref.Says("The pick job that took them.")),
        Must("lines", Shape.List(Shape.Object(
            Must("line", CommonShapes.Ref),
            Must("article", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity.Says("How much was picked.")),
            Must("returned", CommonShapes.AnyQuantity.Says("How much of it is back in all.")),
            Must("counted", Shape.Flag.Says("Whether it becomes stock again when it is back."))).Named("ReturnLine"))),
        Must("createdAt", Shape.Moment),
        Must("modifiedAt", Shape.Moment),
    ];

    public static readonly Shape InOrder = Shape.Object(OfTask).Named("ReturnTask");

    public static readonly Shape Alone = Shape.Object(
    [
        Must("order", CommonShapes.Ref), May("tenantOrderId", CommonShapes.Ref), .. OfTask,
    ]).Named("OwnedReturnTask");

    public static readonly Shape Page = Shape.Object(
        Must("returnTasks", Shape.List(Alone)),
        Must("total", Shape.Whole(0)),
        May("next", CommonShapes.Ref.Says("What to send as after for the next page."))).Named("ReturnTaskPage");

    /// <summary>Work on one, as it is reported.</summary>
    public static readonly Shape Action = new TaggedShape(
        "type",
        ("putBack",
        [
            Must("lines", Shape.List(
                Shape.Object(
                    Must("line", CommonShapes.Ref),
                    Must("quantity", CommonShapes.AnyQuantity.Says("How much of it is back in all."))).Named("PutBackLine"),
                CommonShapes.MostLines,
                1)),
            May("version", CommonShapes.Revision.Says("The version of the task you saw.")),
        ]),
        ("close", [May("version", CommonShapes.Revision.Says("The version of the task you saw."))])).Named("ReturnAction");

    public static void Write(Utf8JsonWriter json, ReturnTask task)
    {
        json.WriteString("id", task.Id.Value);
        json.WriteNumber("version", task.Version);
        json.WriteString("status", States.Of(task.Status));
        json.WriteString("facility", task.Facility.Value);
        json.WriteString("pickJob", task.PickJobId.Value);
        json.Objects("lines", task.Lines, static (line, goods) =>
        {
            line.WriteString("line", goods.Line.Value);
            line.WriteString("article", goods.Article.Value);
            line.Amount("quantity", goods.Quantity);
            line.Amount("returned", goods.Returned);
            line.WriteBoolean("counted", goods.Counted);
        });
        json.Moment("createdAt", task.CreatedAt);
        json.Moment("modifiedAt", task.ModifiedAt);
    }

    public static void WriteAlone(Utf8JsonWriter json, Owned<ReturnTask> owned)
    {
        json.WriteString("order", owned.Order.Id.Value);
        json.Text("tenantOrderId", owned.Order.TenantOrderId);
        Write(json, owned.Entity);
    }
}
