using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Return tasks on the wire: in an order, and by themselves.</summary>
internal static class ReturnTaskWriter
{
    private static readonly PropertySchema[] OfTask =
    [
        Required("id", NativeCommonSchemas.Ref),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Shape<ReturnTaskStatus>()),
        Required("facility", NativeCommonSchemas.Ref.WithDescription("Where the goods are.")),
        Required("pickJob", NativeCommonSchemas.Ref.WithDescription("The pick job that took them.")),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Ref),
            Required("article", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity.WithDescription("How much was picked.")),
            Required("returned", NativeCommonSchemas.AnyQuantity.WithDescription("How much of it is back in all.")),
            Required("counted", JsonSchema.Flag.WithDescription("Whether it becomes stock again when it is back."))).Named("ReturnLine"))),
        Required("createdAt", JsonSchema.Moment),
        Required("modifiedAt", JsonSchema.Moment),
    ];

    public static readonly JsonSchema InOrder = JsonSchema.Object(OfTask).Named("ReturnTask");

    public static readonly JsonSchema Alone = JsonSchema.Object(
    [
        Required("order", NativeCommonSchemas.Ref), Optional("tenantOrderId", NativeCommonSchemas.Ref), .. OfTask,
    ]).Named("OwnedReturnTask");

    public static readonly JsonSchema Page = JsonSchema.Object(
        Required("returnTasks", JsonSchema.List(Alone)),
        Required("total", JsonSchema.Whole(0)),
        Optional("next", NativeCommonSchemas.Ref.WithDescription("What to send as after for the next page."))).Named("ReturnTaskPage");

    /// <summary>Work on one, as it is reported.</summary>
    public static readonly JsonSchema Action = new DiscriminatedSchema(
        "type",
        ("putBack",
        [
            Required("lines", JsonSchema.List(
                JsonSchema.Object(
                    Required("line", NativeCommonSchemas.Ref),
                    Required("quantity", NativeCommonSchemas.AnyQuantity.WithDescription("How much of it is back in all."))).Named("PutBackLine"),
                NativeCommonSchemas.MaxLines,
                1)),
            Optional("version", NativeCommonSchemas.Revision.WithDescription("The version of the task you saw.")),
        ]),
        ("close", [Optional("version", NativeCommonSchemas.Revision.WithDescription("The version of the task you saw."))])).Named("ReturnAction");

    public static void Write(Utf8JsonWriter json, ReturnTask task)
    {
        json.WriteString("id", task.Id.Value);
        json.WriteNumber("version", task.Version);
        json.WriteString("status", EnumWireNames.Of(task.Status));
        json.WriteString("facility", task.Facility.Value);
        json.WriteString("pickJob", task.PickJobId.Value);
        json.Objects("lines", task.Lines, static (line, goods) =>
        {
            line.WriteString("line", goods.Line.Value);
            line.WriteString("article", goods.Article.Value);
            line.Amount("quantity", goods.Quantity);
            line.Amount("returned", goods.Returned);
            line.WriteBoolean("counted", goods.IsRestockable);
        });
        json.Moment("createdAt", task.CreatedAt);
        json.Moment("modifiedAt", task.ModifiedAt);
    }

    public static void WriteAlone(Utf8JsonWriter json, OwnedEntity<ReturnTask> owned)
    {
        json.WriteString("order", owned.Order.Id.Value);
        json.Text("tenantOrderId", owned.Order.TenantOrderId);
        Write(json, owned.Entity);
    }
}
